using System.Threading.Channels;

namespace Serverless.Cli.Dev;

/// <summary>Tells which files of some folders have changed, several edits in a row at once.</summary>
internal sealed class SourceWatcher : IDisposable
{
    // An editor writes a file in several steps, and saves several files one after the other
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    private static readonly string[] Generated = ["bin", "obj", "node_modules", ".git", ".vs", ".idea", ".localcloud"];

    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly IReadOnlyList<string> _folders;
    private readonly TimeProvider _time;

    /// <param name="folders">Absolute; all that is in them, but for what builds generate.</param>
    /// <param name="time">Measures how long it is quiet.</param>
    public SourceWatcher(IReadOnlyList<string> folders, TimeProvider time)
    {
        (_folders, _time) = (folders, time);
        foreach (var folder in folders)
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
            watcher.Changed += (_, e) => Add(e.FullPath);
            watcher.Created += (_, e) => Add(e.FullPath);
            watcher.Deleted += (_, e) => Add(e.FullPath);
            watcher.Renamed += (_, e) => Add(e.FullPath);
            // Too many changes at once to name them: the folder stands for all
            watcher.Error += (_, _) => _changes.Writer.TryWrite(folder);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    /// <summary>Waits for a change, and until no other follows.</summary>
    /// <returns>Paths, each once.</returns>
    public async Task<IReadOnlyList<string>> NextAsync(CancellationToken cancellation)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal) { await _changes.Reader.ReadAsync(cancellation) };
        while (true)
        {
            while (_changes.Reader.TryRead(out var more))
                changed.Add(more);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var quiet = Task.Delay(Quiet, _time, limit.Token);
            var next = _changes.Reader.WaitToReadAsync(limit.Token).AsTask();
            var first = await Task.WhenAny(quiet, next);
            await limit.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            if (first == quiet)
                return [.. changed.Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _watchers.ForEach(w => w.Dispose());

    private void Add(string path)
    {
        var folder = _folders.Where(f => path.StartsWith(f, StringComparison.Ordinal)).MaxBy(f => f.Length);
        if (folder is not null && IsSource(Path.GetRelativePath(folder, path)))
            _changes.Writer.TryWrite(path);
    }

    /// <summary>Whether a path within a project is one that somebody writes, and not a build or an editor for itself.</summary>
    public static bool IsSource(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        return !parts.Intersect(Generated, StringComparer.OrdinalIgnoreCase).Any()
            && parts[^1] is var name
            && !name.StartsWith('.')
            && !name.EndsWith('~')
            && !name.EndsWith(".swp", StringComparison.Ordinal)
            && !name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith('#')
            && name != "4913";
    }
}
