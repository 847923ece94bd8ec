using System.Diagnostics;
using System.Globalization;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Engines;

/// <summary>The servers that this emulator runs beside itself, their files, and the authority that signs their certificates.</summary>
internal sealed class LocalEngines
{
    private const string Temporary = "localcloud-engines-";
    private readonly string? _dataDirectory;
    private readonly Lazy<string> _root;
    private readonly Lazy<LocalAuthority> _authority;
    private readonly Lazy<Guard> _guard = new(() => new());
    private readonly Lock _gate = new();
    private readonly List<EngineProcess> _running = [];
    private bool _stopped;

    /// <param name="dataDirectory">null: nothing is kept</param>
    public LocalEngines(EnginePlaces places, string? dataDirectory, ILogger? log = null)
    {
        (Places, _dataDirectory, Log) = (places, dataDirectory, log ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        _root = new(MakeRoot);
        _authority = new(() => new(Path.Combine(Root, "ca")));
    }

    public EnginePlaces Places { get; }

    public ILogger Log { get; }

    public bool KeepsData => _dataDirectory is not null;

    public LocalAuthority Authority => _authority.Value;

    public Guard Guard => _guard.Value;

    /// <summary>A directory below the emulator's data, or a temporary one that goes when it ends.</summary>
    public string Root => _root.Value;

    /// <summary>False when the emulator ends already: then nothing may start.</summary>
    public bool Began(EngineProcess process)
    {
        lock (_gate)
        {
            if (!_stopped)
                _running.Add(process);
            return !_stopped;
        }
    }

    public void Ended(EngineProcess process)
    {
        lock (_gate)
            _running.Remove(process);
    }

    /// <summary>Ends all servers cleanly. Called when the functions have ended, which talk to them.</summary>
    public void Stop()
    {
        EngineProcess[] running;
        lock (_gate)
        {
            _stopped = true;
            running = [.. _running];
        }
        Task.WhenAll(running.Select(p => p.StopAsync())).GetAwaiter().GetResult();
        if (_guard.IsValueCreated)
            _guard.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (!KeepsData && _root.IsValueCreated)
            Delete(_root.Value);
    }

    /// <summary>Best effort: files of a process that is still ending go with the next sweep.</summary>
    public static void Delete(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Said above
        }
    }

    private string MakeRoot()
    {
        if (_dataDirectory is not null)
            return Directory.CreateDirectory(Path.GetFullPath(Path.Combine(_dataDirectory, "engines"))).FullName;
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), Temporary + "*"))
            if (
                int.TryParse(
                    Path.GetFileName(left)[Temporary.Length..].Split('-')[0],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var pid
                ) && !IsAlive(pid)
            )
                Delete(left);
        return Directory.CreateTempSubdirectory($"{Temporary}{Environment.ProcessId}-").FullName;
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
