namespace LocalCloud.Aws.Wire;

/// <summary>scheme://host:port as the client called it.</summary>
internal static class Endpoint
{
    private const int Http = 80;
    private const int Https = 443;

    // SDKs for JavaScript of 2022 leave the port out of the Host header; a URL made of that would lead nowhere.
    public static string Of(HttpRequest request) =>
        request.Host.Port is null
        && request.Host.Host is "127.0.0.1" or "localhost"
        && request.HttpContext.Connection.LocalPort is not (0 or Http or Https) and var port
            ? $"{request.Scheme}://{request.Host.Host}:{port}"
            : $"{request.Scheme}://{request.Host}";
}
