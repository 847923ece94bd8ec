using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace LocalCloud.Aws.Sqs;

/// <summary>Which characters a message may hold: those of XML 1.0.</summary>
internal static class MessageText
{
    private static readonly SearchValues<byte> Control = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Where(b => b is not (0x9 or 0xA or 0xD)).Select(b => (byte)b),
    ]);

    public static AwsError? Check(ReadOnlySpan<byte> utf8, string where)
    {
        if (utf8.IndexOfAny(Control) is >= 0 and var at)
            return SqsErrors.BadContents("#x" + utf8[at].ToString("X", CultureInfo.InvariantCulture), where);
        if (utf8.IndexOf("\uFFFE"u8) >= 0)
            return SqsErrors.BadContents("#xFFFE", where);
        if (utf8.IndexOf("\uFFFF"u8) >= 0)
            return SqsErrors.BadContents("#xFFFF", where);
        return Utf8.IsValid(utf8) ? null : SqsErrors.BadContents("invalid UTF-8", where);
    }
}
