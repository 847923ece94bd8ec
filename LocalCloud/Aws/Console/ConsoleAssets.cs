using System.Security.Cryptography;

namespace LocalCloud.Aws.WebConsole;

/// <summary>The style and the script of the console, from files that are built in.</summary>
internal static class ConsoleAssets
{
    private static readonly Asset Style = Read("console.css", "text/css; charset=utf-8"),
        Script = Read("console.js", "text/javascript; charset=utf-8");

    public static string StyleLink => Style.Link;

    public static string ScriptLink => Script.Link;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in (Asset[])[Style, Script])
            routes.MapGet(asset.Path, http => ShowAsync(http, asset));
    }

    private static Task ShowAsync(HttpContext http, Asset asset)
    {
        http.Response.ContentType = asset.Type;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        // Its address changes with it.
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return http.Response.Body.WriteAsync(asset.Content, http.RequestAborted).AsTask();
    }

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(ConsoleAssets).Assembly.GetManifestResourceStream($"Console.{name}")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var path = $"{ConsolePage.Path}/assets/{name}";
        return new(path, type, content, $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6))}");
    }

    private sealed record Asset(string Path, string Type, byte[] Content, string Link);
}
