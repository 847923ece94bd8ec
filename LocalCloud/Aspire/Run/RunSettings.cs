using Aspire.Hosting;
using LocalCloud.Aspire.ReadyCode;
using LocalCloud.Aspire.Settings;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Run;

/// <summary>What a run on this machine was asked for, and where its data is.</summary>
/// <param name="isProgram">The AppHost is the program that runs, and no test has started it.</param>
internal sealed class RunSettings(IConfiguration configuration, string appHostDirectory, IReadOnlySet<string> flags, bool isProgram = false)
    : IDisposable
{
    private readonly Lazy<RunDirectory> _temporary = new(() => new RunDirectory());

    /// <summary>Containers are left to a container engine.</summary>
    public bool Containers => flags.Contains(CommandLine.Containers) || Setting("LocalCloud:Containers", false);

    /// <summary>A test started the application: free ports, and data that is thrown away unless it says where to keep it.</summary>
    public bool IsTest => HasRandomPorts && !isProgram;

    /// <summary>
    /// Ports that nobody else has; the aspire CLI's own <c>--isolated</c> comes as the setting that a test has, too.
    /// </summary>
    public PortChoice Ports =>
        IsTest ? PortChoice.Random
        : HasRandomPorts || flags.Contains(CommandLine.Isolated) ? PortChoice.Isolated
        : PortChoice.Given;

    private bool HasRandomPorts => Setting("DcpPublisher:RandomizePorts", false);

    /// <summary>What dies is started again. Not in a test, which would not see it die, and not what an IDE runs.</summary>
    public bool Restarts => !flags.Contains(CommandLine.NoRestart) && Setting("LocalCloud:Restart", !IsTest && !IsDevelopedIn);

    /// <summary>An IDE debugs the services, or watches their sources.</summary>
    public bool IsDevelopedIn => configuration["DEBUG_SESSION_PORT"] is not null || configuration.GetValue("DOTNET_WATCH", false);

    /// <summary>Data is thrown away at the end.</summary>
    public bool Ephemeral =>
        flags.Contains(CommandLine.Ephemeral)
        || Setting("LocalCloud:Ephemeral", IsTest && configuration["LocalCloud:DataDirectory"] is null);

    /// <summary>Absolute; what outlives the run.</summary>
    public string DataDirectory =>
        Ephemeral ? _temporary.Value.Path : Path.GetFullPath(configuration["LocalCloud:DataDirectory"] ?? ".localcloud", appHostDirectory);

    /// <summary>The programs that it starts.</summary>
    public ReadyPrograms Programs => field ??= new(configuration, Path.Combine(CacheDirectory, "ready"), ReadyCache.Default);

    /// <summary>What runs share and could be made again: it stays, also when data does not.</summary>
    public string CacheDirectory => Directory.CreateDirectory(Path.GetFullPath(".localcloud", appHostDirectory)).FullName;

    /// <summary>The directory of a resource's data.</summary>
    public string Data(string resource) => Path.Combine(DataDirectory, resource);

    /// <summary>A directory that is deleted when the run has ended.</summary>
    public string Temporary(string name) => Path.Combine(_temporary.Value.Path, name);

    /// <exception cref="StartException">The command line or a setting is wrong.</exception>
    public static RunSettings Read(IDistributedApplicationBuilder builder)
    {
        var isProgram = Refused.IsProgram(builder);
        var args = Environment.GetCommandLineArgs()[1..];
        var given = CommandLine.Flags.Where(f => args.Contains($"--{f}", StringComparer.OrdinalIgnoreCase)).ToHashSet();
        if (isProgram)
            CommandLine.Check(args, (IConfigurationRoot)builder.Configuration);
        // A flag has no value, and would take the next argument for it: the others are read again without
        var others = args.Where(a => !CommandLine.Flags.Contains(a.TrimStart('-'), StringComparer.OrdinalIgnoreCase));
        if (given.Count > 0)
            builder.Configuration.AddCommandLine([.. others]);
        SettingCheck.Values(builder.Configuration);
        return new(builder.Configuration, builder.AppHostDirectory, given, isProgram);
    }

    private bool Setting(string name, bool otherwise) => SettingValue.Bool(configuration, name, otherwise);

    public void Dispose()
    {
        if (_temporary.IsValueCreated)
            _temporary.Value.Dispose();
    }
}
