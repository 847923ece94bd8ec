namespace AppHost;

/// <summary>Where a browser is led from the dashboard, in the place of addresses at which it would find nothing.</summary>
internal static class Links
{
    public static void ApiReference(ResourceUrlAnnotation url) => (url.Url, url.DisplayText) = ("/scalar", "API reference");

    /// <summary>Of a service without pages, in its details alone.</summary>
    public static void Health(ResourceUrlAnnotation url) =>
        (url.Url, url.DisplayText, url.DisplayLocation) = ("/health", "Health", UrlDisplayLocation.DetailsOnly);
}
