// Applies the reader's choice of colours before the page is painted: light, dark, or as the system
// has it. It also tells the stylesheet that scripts run here.
{
  let chosen;
  try {
    chosen = localStorage.getItem("scheme");
  } catch {
    /* storage is forbidden here */
  }
  document.documentElement.dataset.scheme = chosen ?? "auto";
}

// Where none of the faces is there that --serif (tokens.css) names first, ours is asked for at
// once: it comes in time for the first paint or not at all.
{
  const pen = document.createElement("canvas").getContext("2d");
  const measure = (faces) => {
    pen.font = `40px ${faces}`;
    return pen.measureText("Reading, 2024").width;
  };
  const isHere = (face) => measure(`"${face}", monospace`) !== measure("monospace");
  if (!["Charter", "Bitstream Charter", "Sitka Text", "Cambria"].some(isHere)) {
    const href = new URL("../fonts/source-serif-roman.woff2", document.currentScript.src).href;
    const link = document.createElement("link");
    document.head.append(
      Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href })
    );
  }
}
