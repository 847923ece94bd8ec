using System.Diagnostics;
using System.Globalization;

namespace LocalCloud.Aws.S3.Bodies;

/// <summary>
/// The bytes of objects, as immutable files beside the store. A file lives as long as something refers to it: an object, a part of
/// an upload, or a reader. So deleting and overwriting never disturb a reader, and copies share their file.
/// What no row refers to when the process starts is left over from a crash, and goes.
/// </summary>
internal sealed class BodyStore
{
    private const string ThrowAwayPrefix = "localcloud-bodies-";

    private readonly Dictionary<string, int> _references = new(StringComparer.Ordinal);
    private readonly string _incoming;
    private readonly string _bodies;

    /// <param name="directory">Null: a throw-away directory that <see cref="Discard"/> removes.</param>
    public BodyStore(string? directory)
    {
        IsDurable = directory is not null;
        Root = directory ?? ThrowAwayDirectory();
        _incoming = Path.Combine(Root, "incoming");
        _bodies = Path.Combine(Root, "bodies");
        Directory.CreateDirectory(_bodies);
        if (Directory.Exists(_incoming))
            Directory.Delete(_incoming, recursive: true);
        Directory.CreateDirectory(_incoming);
    }

    public string Root { get; }

    public bool IsDurable { get; }

    public IncomingBody Create() => new(this, Path.Combine(_incoming, Guid.CreateVersion7().ToString("N")));

    public string PathOf(string file) => Path.Combine(_bodies, file);

    /// <summary>One more reference to each file; called by the owner of the row, under its gate.</summary>
    public void Retain(IEnumerable<Segment> segments)
    {
        lock (_references)
            foreach (var segment in segments)
                _references[segment.File] = _references.GetValueOrDefault(segment.File) + 1;
    }

    /// <summary>One reference less to each file; the last one unlinks. Only after the row that referred to it is gone from disk.</summary>
    public void Release(IEnumerable<Segment> segments)
    {
        List<string>? unused = null;
        lock (_references)
            foreach (var segment in segments)
            {
                var left = _references[segment.File] - 1;
                if (left > 0)
                {
                    _references[segment.File] = left;
                    continue;
                }
                _references.Remove(segment.File);
                (unused ??= []).Add(segment.File);
            }
        unused?.ForEach(file => File.Delete(PathOf(file)));
    }

    /// <summary>Removes the bodies that no loaded row refers to.</summary>
    public void Sweep()
    {
        foreach (var path in Directory.EnumerateFiles(_bodies))
            lock (_references)
                if (!_references.ContainsKey(Path.GetFileName(path)))
                    File.Delete(path);
    }

    public void Discard()
    {
        if (!IsDurable && Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    internal string Keep(string incoming)
    {
        var file = Path.GetFileName(incoming);
        lock (_references)
            _references[file] = 1;
        File.Move(incoming, PathOf(file));
        if (IsDurable)
            DirectorySync.Flush(_bodies);
        return file;
    }

    // Named after the process, so that a later one can remove what a killed one left behind
    private static string ThrowAwayDirectory()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), ThrowAwayPrefix + "*"))
        {
            var owner = Path.GetFileName(path)[ThrowAwayPrefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var pid) && !IsRunning(pid))
                TryDelete(path);
        }
        return Directory
            .CreateDirectory(Path.Combine(Path.GetTempPath(), $"{ThrowAwayPrefix}{Environment.ProcessId}-{Guid.NewGuid():N}"))
            .FullName;
    }

    private static bool IsRunning(int pid)
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

    private static void TryDelete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or another process is removing it at this moment
        }
    }
}
