// Leads from the address of a page that has moved to its new one, and keeps the place on the page.
{
  const address = new URL(document.querySelector("link[rel=canonical]").href);
  address.hash ||= location.hash;
  location.replace(address);
}
