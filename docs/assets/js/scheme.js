// Applies the reader's choice of colours before the page is painted: light, dark, or as the system has it.
// It also tells the stylesheet that scripts run here.
{
  let chosen;
  try { chosen = localStorage.getItem("scheme"); } catch { /* storage is forbidden here */ }
  document.documentElement.dataset.scheme = chosen ?? "auto";
}
