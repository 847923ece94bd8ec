using System.ComponentModel;
using System.Diagnostics;
using System.IO.Enumeration;
using System.Runtime.ExceptionServices;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>
/// What a function may not read although it runs as our user: LocalCloud's data with the secrets beside it, other functions' code, and
/// other processes' memory and environment. All else is as open to it as it is to us. Only Linux can say so of a single process.
/// </summary>
internal sealed partial class Confinement
{
    private const string OwnDirectory = ".localcloud",
        Secrets = "parameters.json";

    private readonly string? _closed;
    private readonly ILogger _log;
    private int _told;

    public Confinement(string? dataDirectory, ILogger log)
    {
        _log = log;
        _closed = dataDirectory is null || !OperatingSystem.IsLinux() ? null : Closed(Real(Path.GetFullPath(dataDirectory)));
        // Functions make files there, and what one makes is not known when it starts
        if (_closed is not null && new[] { "/tmp", "/var/tmp", "/dev/shm", Real(Path.GetTempPath()) }.Any(open => IsBelow(_closed, open)))
            _closed = null;
    }

    /// <summary>Starts a process that may read its own files there, and nothing else; anywhere, where the system has no Landlock.</summary>
    public Process? Start(ProcessStartInfo start, OwnFiles own)
    {
        if (!Landlock.IsSupported)
        {
            TellOnce(_closed, "this system has no Landlock");
            return Process.Start(start);
        }
        Process? process = null;
        ExceptionDispatchInfo? failure = null;
        // A process inherits from the thread that starts it, and no thread of the pool may stay confined
        var thread = new Thread(() =>
        {
            try
            {
                Confine(own);
                process = Process.Start(start);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true,
            Name = "start of a function",
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return process;
    }

    private void Confine(OwnFiles own)
    {
        try
        {
            using var rules = new Landlock();
            AllowAround(rules, "/");
            foreach (var path in own.Readable)
                rules.Allow(path, Landlock.Rights.ReadFile);
            rules.Allow(own.Temporary, Landlock.Rights.All);
            rules.RestrictThread();
        }
        catch (Win32Exception e)
        {
            TellOnce(_closed, e.Message);
        }
    }

    // Rights are given, never taken, and hold for all that lies below: everything beside the way to the closed directory gets them
    private void AllowAround(Landlock rules, string directory)
    {
        if (_closed is null)
        {
            rules.Allow(directory, Landlock.Rights.All);
            return;
        }
        if (directory == _closed)
            return;
        foreach (var (path, isDirectory) in Entries(directory))
            if (path == _closed || IsBelow(_closed, path))
                AllowAround(rules, path);
            else
                rules.Allow(path, isDirectory ? Landlock.Rights.All : Landlock.Rights.OfFile);
    }

    // Without links: where one leads has rights by its own place. What the directory itself tells is enough, no entry is looked at.
    private static FileSystemEnumerable<(string Path, bool IsDirectory)> Entries(string directory) =>
        new(
            directory,
            (ref entry) => (entry.ToFullPath(), entry.IsDirectory),
            new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true }
        )
        {
            ShouldIncludePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };

    /// <summary>The data of all engines lies beside ours, in a directory that is LocalCloud's or that holds an AppHost's secrets.</summary>
    private static string Closed(string data) =>
        Path.GetDirectoryName(data) is { } parent
        && (Path.GetFileName(parent) == OwnDirectory || File.Exists(Path.Combine(parent, Secrets)))
            ? parent
            : data;

    private static bool IsBelow(string path, string directory) => path.StartsWith($"{directory.TrimEnd('/')}/", StringComparison.Ordinal);

    // Landlock goes by where files are
    private static string Real(string path)
    {
        var real = "/";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(Path.Combine(real, part));
            real = next.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : next.FullName;
        }
        return real;
    }

    private void TellOnce(string? directory, string reason)
    {
        if (directory is not null && OperatingSystem.IsLinux() && Interlocked.Exchange(ref _told, 1) == 0)
            Open(_log, directory, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Functions can read what is in {Directory}: {Reason}. See docs/security.md")]
    private static partial void Open(ILogger log, string directory, string reason);
}

/// <param name="Readable">Its package, layers and runtime, and the certificates that it is to trust</param>
/// <param name="Temporary">/tmp on AWS: all that a function may write there</param>
internal sealed record OwnFiles(IReadOnlyList<string> Readable, string Temporary);
