using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>
/// An object that is a page, opened on the host of the console, must not act as the console: it is shown with scripts but without an
/// origin, so that what it asks of LocalCloud is another site's. At a host of its bucket's (bucket.s3.localhost) a page has an origin of
/// its own, storage and all.
/// </summary>
internal static class ObjectSandbox
{
    private const string Policy =
        "sandbox allow-downloads allow-forms allow-modals allow-pointer-lock allow-popups allow-presentation allow-scripts";

    public static void Put(HttpContext http)
    {
        // Browsers show a PDF by a program of their own, which has no access to what is around it and does not run in a sandbox
        if (S3Target.BucketOfHost(http.Request.Host.Value ?? "") is null && http.Response.ContentType is not "application/pdf")
            http.Response.Headers.ContentSecurityPolicy = Policy;
    }
}
