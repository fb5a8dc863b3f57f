// Applies what the reader has chosen before the page is painted: the colours (light, dark, or as the
// system has it), and how much is shown (the text, or the checks too). It also tells the stylesheet
// that scripts run here.
{
  const { dataset } = document.documentElement;
  const apply = () => {
    dataset.scheme ??= "auto";
    try {
      dataset.scheme = localStorage.getItem("scheme") ?? dataset.scheme;
      const depth = localStorage.getItem("depth");
      if (depth) dataset.depth = depth;
    } catch {
      // Storage is forbidden here.
    }
  };
  apply();
  // A page that a browser has kept as it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && apply());

  // Where none of the faces is there that --serif (tokens.css) names first, ours is asked for at
  // once: it comes in time for the first paint or not at all.
  const pen = document.createElement("canvas").getContext("2d");
  const measure = (faces) => {
    pen.font = `40px ${faces}`;
    return pen.measureText("abc, 1234").width;
  };
  const isHere = (face) => measure(`"${face}", monospace`) !== measure("monospace");
  if (!["Charter", "Bitstream Charter", "Sitka Text", "Cambria"].some(isHere)) {
    const href = new URL("../fonts/source-serif-roman.woff2", document.currentScript.src).href;
    const font = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href };
    document.head.append(Object.assign(document.createElement("link"), font));
  }
}
