using Aspire.Hosting;
using LocalCloud.Aspire.ReadyCode;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Run;

/// <summary>What a run on this machine was asked for, and where its data is.</summary>
sealed class RunSettings(IConfiguration configuration, string appHostDirectory, IReadOnlySet<string> flags) : IDisposable
{
    static readonly string[] Flags = ["ephemeral", "containers", "no-restart"];
    readonly Lazy<RunDirectory> temporary = new(() => new RunDirectory());

    /// <summary>Containers are left to a container engine.</summary>
    public bool Containers => flags.Contains("containers") || configuration.GetValue("LocalCloud:Containers", false);

    /// <summary>A test started the application: free ports, and data that is thrown away unless it says where to keep it.</summary>
    public bool IsTest => configuration.GetValue("DcpPublisher:RandomizePorts", false);

    /// <summary>What dies is started again. Not in a test, which would not see it die, and not what an IDE runs.</summary>
    public bool Restarts =>
        !flags.Contains("no-restart") && configuration.GetValue("LocalCloud:Restart", !IsTest && !IsDevelopedIn);

    /// <summary>An IDE debugs the services, or watches their sources.</summary>
    public bool IsDevelopedIn => configuration["DEBUG_SESSION_PORT"] is not null || configuration.GetValue("DOTNET_WATCH", false);

    /// <summary>Data is thrown away at the end.</summary>
    public bool Ephemeral =>
        flags.Contains("ephemeral")
        || configuration.GetValue("LocalCloud:Ephemeral", IsTest && configuration["LocalCloud:DataDirectory"] is null);

    /// <summary>Absolute; what outlives the run.</summary>
    public string DataDirectory => Ephemeral
        ? temporary.Value.Path
        : Path.GetFullPath(configuration["LocalCloud:DataDirectory"] ?? ".localcloud", appHostDirectory);

    /// <summary>The programs that it starts.</summary>
    public ReadyPrograms Programs => field ??= new(configuration, Path.Combine(CacheDirectory, "ready"), ReadyCache.Default);

    /// <summary>What runs share and could be made again: it stays, also when data does not.</summary>
    public string CacheDirectory => Directory.CreateDirectory(Path.GetFullPath(".localcloud", appHostDirectory)).FullName;

    /// <summary>The directory of a resource's data.</summary>
    public string Data(string resource) => Path.Combine(DataDirectory, resource);

    /// <summary>A directory that is deleted when the run has ended.</summary>
    public string Temporary(string name) => Path.Combine(temporary.Value.Path, name);

    public static RunSettings Read(IDistributedApplicationBuilder builder)
    {
        // A flag has no value, and would take the next argument for it: the others are read again without
        var args = Environment.GetCommandLineArgs()[1..];
        var given = Flags.Where(f => args.Contains($"--{f}", StringComparer.OrdinalIgnoreCase)).ToHashSet();
        var others = args.Where(a => !Flags.Contains(a.TrimStart('-'), StringComparer.OrdinalIgnoreCase));
        if (given.Count > 0) builder.Configuration.AddCommandLine([.. others]);
        return new(builder.Configuration, builder.AppHostDirectory, given);
    }

    public void Dispose()
    {
        if (temporary.IsValueCreated) temporary.Value.Dispose();
    }
}
