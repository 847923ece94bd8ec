using System.Buffers.Binary;

namespace LocalCloud.Aws.Store;

/// <summary>
/// What stands in SQLite's log behind its last whole commit (https://sqlite.org/fileformat2.html#walformat). SQLite skips it without a
/// word; it is worth a warning, because besides an interrupted commit, which nobody was told about, it can be a log that was damaged.
/// </summary>
internal static partial class WalTail
{
    private const int Header = 32;
    private const int FrameHeader = 24;

    /// <param name="frames">How many frames of the log SQLite has taken.</param>
    public static void Warn(string path, int frames, ILogger log)
    {
        if (Length(path + "-wal", frames) is > 0 and var bytes)
            Cut(log, path, bytes);
    }

    private static long Length(string wal, int frames)
    {
        if (!File.Exists(wal))
            return 0;
        using var file = new FileStream(wal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[Header];
        if (file.ReadAtLeast(header, Header, throwOnEndOfStream: false) < Header)
            return 0;
        var pageSize = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        var end = Header + Math.Max(frames, 0) * (long)(FrameHeader + pageSize);
        file.Position = Math.Min(end, file.Length);
        Span<byte> frame = stackalloc byte[FrameHeader];
        // The log is written from its start again and again: what is left of the round before has another salt.
        return file.ReadAtLeast(frame, FrameHeader, throwOnEndOfStream: false) == FrameHeader && frame[8..16].SequenceEqual(header[16..24])
            ? file.Length - end
            : 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of {Path} ended in {Bytes} bytes that are no whole commit; they are cut")]
    private static partial void Cut(ILogger log, string path, long bytes);
}
