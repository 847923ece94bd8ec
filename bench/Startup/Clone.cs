namespace Serverless.Bench.Startup;

/// <summary>
/// A commit of this repository as somebody has it who has just cloned it: no packages, no caches, an empty home. How to reach the package
/// registries is the machine's affair and stays as it is.
/// </summary>
internal sealed class Clone : IDisposable
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    // A short name: sockets lie below it, and their paths may have 108 characters
    private readonly string _root = Directory.CreateTempSubdirectory("b-").FullName;

    public string Sources => Folder("src");

    public IReadOnlyDictionary<string, string?> Environ =>
        new Dictionary<string, string?>
        {
            ["HOME"] = Folder("home"),
            ["DOTNET_CLI_HOME"] = Folder("home"),
            ["NUGET_PACKAGES"] = Folder("packages"),
            ["NUGET_HTTP_CACHE_PATH"] = Folder("http"),
            ["NUGET_PLUGINS_CACHE_PATH"] = Folder("plugins"),
            ["npm_config_cache"] = Folder("npm"),
            ["npm_config_userconfig"] = Environment.GetEnvironmentVariable("npm_config_userconfig") ?? Path.Combine(Home, ".npmrc"),

            // Build servers of this user's are found there, which have been running for long
            ["TMPDIR"] = Folder("tmp"),
            ["XDG_DATA_HOME"] = null,
            ["XDG_CACHE_HOME"] = null,
            ["XDG_CONFIG_HOME"] = null,
            ["LocalCloud__DataDirectory"] = Folder("data"),
        };

    public static async Task<Clone> CreateAsync(string commit, CancellationToken cancellation)
    {
        var clone = new Clone();
        try
        {
            await GitAsync("clone", "--quiet", "--no-checkout", SourceTree.Own.Directory, ".");
            await GitAsync("checkout", "--quiet", "--detach", commit);
            clone.LinkPackageSources();
            return clone;
        }
        catch
        {
            clone.Dispose();
            throw;
        }

        Task<string> GitAsync(params string[] arguments) => Shell.RunAsync(clone.Sources, "git", arguments, cancellation);
    }

    // NuGet knows no variable for it, only a place below the home
    private void LinkPackageSources()
    {
        const string Config = ".nuget/NuGet/NuGet.Config";
        var (own, link) = (Path.Combine(Home, Config), Path.Combine(Folder("home"), Config));
        if (!File.Exists(own))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, own);
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
