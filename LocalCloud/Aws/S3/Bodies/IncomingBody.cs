using Microsoft.Win32.SafeHandles;

namespace LocalCloud.Aws.S3.Bodies;

/// <summary>A body on its way in. Disposed without <see cref="Keep"/> it leaves nothing.</summary>
internal sealed class IncomingBody : IBodySink, IDisposable
{
    private readonly BodyStore _store;
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private bool _kept;

    internal IncomingBody(BodyStore store, string path)
    {
        (_store, _path) = (store, path);
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
    }

    public long Length { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        await RandomAccess.WriteAsync(_handle, data, Length, cancellation).ConfigureAwait(false);
        Length += data.Length;
    }

    /// <summary>Flushed, renamed, and from now on referred to once: by the caller.</summary>
    public Segment Keep()
    {
        if (_store.IsDurable)
            RandomAccess.FlushToDisk(_handle);
        _handle.Dispose();
        var file = _store.Keep(_path);
        _kept = true;
        return new(file, 0, Length);
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (!_kept)
            File.Delete(_path);
    }
}
