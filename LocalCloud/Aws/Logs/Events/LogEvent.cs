namespace LocalCloud.Aws.Logs.Events;

/// <summary>A place in the order of events: by time, and what came in together stays in the order in which it came.</summary>
internal readonly record struct Position(long Timestamp, long Sequence) : IComparable<Position>
{
    public static readonly Position First = new(0, 0);

    public int CompareTo(Position other) =>
        Timestamp != other.Timestamp ? Timestamp.CompareTo(other.Timestamp) : Sequence.CompareTo(other.Sequence);

    /// <summary>56 digits, as AWS's event ids and tokens have.</summary>
    public override string ToString() => $"{Timestamp:D28}{Sequence:D28}";

    public static bool TryParse(string text, out Position position)
    {
        position = default;
        if (text.Length != 56 || !long.TryParse(text[..28], out var timestamp) || !long.TryParse(text[28..], out var sequence))
            return false;
        position = new(timestamp, sequence);
        return true;
    }
}

/// <summary>Times in milliseconds since 1970.</summary>
internal readonly record struct LogEvent(Position Position, long Ingestion, string Message)
{
    // What AWS adds to each event when it counts bytes
    private const int Overhead = 26;

    public int Bytes => SizeOf(Message);

    public static int SizeOf(string message) => System.Text.Encoding.UTF8.GetByteCount(message) + Overhead;
}
