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
}
