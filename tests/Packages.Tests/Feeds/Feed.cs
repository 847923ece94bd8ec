using System.Xml.Linq;
using Packages.Tests.Feeds;
using Packages.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Feed))]

namespace Packages.Tests.Feeds;

/// <summary>
/// All packages as they were built with the tests, in a folder that is a feed, under a version that no cache has ever seen; beside it the
/// directories of those who use them. Packed when first asked for.
/// </summary>
public sealed class Feed : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("packages-tests-").FullName;
    private readonly Lazy<Task<string>> _packed;

    public Feed()
    {
        _packed = new(PackAsync);
        Home = Path.Combine(_directory, "home");
    }

    public string Version { get; } = $"0.9.0-test.t{Guid.NewGuid().ToString("N")[..8]}";

    private string Home { get; }

    /// <summary>The folder with the packages.</summary>
    public Task<string> FolderAsync() => _packed.Value;

    /// <summary>A terminal in a new directory, in which nuget.config names the feed.</summary>
    internal async Task<Terminal> TerminalAsync(string name)
    {
        var feed = await _packed.Value;
        var terminal = new Terminal(Path.Combine(_directory, name), Home);
        var sources = (await new Terminal(Repository.Root, Home).RunAsync("dotnet", "nuget", "list", "source", "--format", "short")).Well();
        Config(feed, sources).Save(terminal["nuget.config"]);
        return terminal;
    }

    /// <summary>Copies a folder of Assets, with the version in the place of its placeholder.</summary>
    internal void Copy(string assets, Terminal to)
    {
        var from = Path.Combine(Repository.Project, "Assets", assets);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = to[Path.GetRelativePath(from, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace("$ServerlessAspireVersion$", Version, StringComparison.Ordinal));
        }
    }

    // Ours from the feed alone, all others from where this machine gets them
    private static XElement Config(string feed, string sources)
    {
        var others = sources
            .Split('\n')
            .Where(line => line.StartsWith("E ", StringComparison.Ordinal))
            .Select(line => line[2..].Trim())
            .Select((url, i) => (Key: $"machine-{i}", Url: url))
            .ToList();
        return new(
            "configuration",
            new XElement("packageSources", new XElement("clear"), Add("feed", feed), others.Select(o => Add(o.Key, o.Url))),
            new XElement("packageSourceMapping", Mapping("feed", "Serverless.Aspire.*"), others.Select(o => Mapping(o.Key, "*")))
        );

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
        static XElement Mapping(string key, string pattern) =>
            new("packageSource", new XAttribute("key", key), new XElement("package", new XAttribute("pattern", pattern)));
    }

    private async Task<string> PackAsync()
    {
        var folder = Path.Combine(_directory, "feed");
        var terminal = new Terminal(Repository.Project, Home);
        var ended = await terminal.RunAsync(
            "dotnet",
            "msbuild",
            "-t:PackAll",
            "-m",
            "-nologo",
            $"-p:Configuration={Repository.Configuration}",
            $"-p:FeedVersion={Version}",
            $"-p:Feed={folder}/"
        );
        ended.Well();
        return folder;
    }

    public void Dispose()
    {
        PackageCache.Remove(Version);
        Directory.Delete(_directory, recursive: true);
    }
}
