using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Serverless.Cli;

/// <summary>The application that runs on this machine, as its run wrote it down in <c>.localcloud/</c>.</summary>
/// <param name="StripeWebhookSecret">The generated one; a secret that was given to the AppHost is nowhere on disk.</param>
internal sealed record RunningSystem(Uri? Api, Uri? Aws, string? StripeWebhookSecret)
{
    /// <summary>Looks from the working directory upwards: in it and in the AppHost's folder beside.</summary>
    public static RunningSystem? Find() => Find(new DirectoryInfo(Environment.CurrentDirectory));

    internal static RunningSystem? Find(DirectoryInfo from)
    {
        for (var directory = from; directory is not null; directory = directory.Parent)
            foreach (var place in Places(directory))
                if (Read(Path.Combine(place, ".localcloud")) is { } running)
                    return running;
        return null;
    }

    // AppHost, Shop.AppHost, src/Shop.AppHost: as templates name it
    private static IEnumerable<string> Places(DirectoryInfo directory)
    {
        yield return directory.FullName;
        foreach (var parent in (string[])[directory.FullName, Path.Combine(directory.FullName, "src")])
            if (Directory.Exists(parent))
                foreach (var appHost in Directory.EnumerateDirectories(parent, "*AppHost", Quietly).Order())
                    yield return appHost;
    }

    private static readonly EnumerationOptions Quietly = new() { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = true };

    private static RunningSystem? Read(string data)
    {
        // A run that was killed leaves its file behind.
        if (ReadJson(data, "run.json") is not { } run || !IsAlive((int?)run["pid"]))
            return null;
        return new RunningSystem(Endpoint("api"), Endpoint("aws"), (string?)ReadJson(data, "parameters.json")?["stripe-webhook-secret"]);

        Uri? Endpoint(string resource) => (string?)run["endpoints"]?[resource]?["http"] is { } url ? new Uri(url) : null;
    }

    private static JsonNode? ReadJson(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) : null;
    }

    private static bool IsAlive(int? pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid ?? -1);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
