using System.Buffers;
using System.Globalization;
using System.Text;

namespace LocalCloud.Aws.S3.Bodies;

/// <summary>
/// Takes the framing off an aws-chunked body (`size[;chunk-signature=…]CRLF data CRLF … 0[;…]CRLF trailers CRLF`), in all its forms:
/// signed or not, with trailers or without. A push parser over the buffers of the connection: data is handed on, never copied.
/// Documented in "Signature calculations for the Authorization header: transferring payload in multiple chunks".
/// </summary>
internal sealed class AwsChunkedDecoder
{
    // A chunk header is a hex size and one signature, a trailer a name and one checksum: nothing legitimate is longer
    private const int LongestLine = 4096;

    private enum Expect
    {
        ChunkHeader,
        Data,
        DataEnd,
        Trailer,
        Nothing,
    }

    private Expect _expect = Expect.ChunkHeader;
    private long _remaining;

    public Dictionary<string, string> Trailers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsComplete => _expect == Expect.Nothing;

    public bool IsMalformed { get; private set; }

    /// <summary>
    /// Consumes from <paramref name="input"/> up to and with the next piece of data; false when more input is needed or the end is reached.
    /// </summary>
    public bool TryRead(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte> data)
    {
        data = default;
        while (!IsMalformed)
        {
            switch (_expect)
            {
                case Expect.Data when input.IsEmpty:
                    return false;
                case Expect.Data:
                    data = input.Slice(0, Math.Min(_remaining, input.Length));
                    input = input.Slice(data.End);
                    _remaining -= data.Length;
                    if (_remaining == 0)
                    {
                        _expect = Expect.DataEnd;
                    }
                    return true;
                case Expect.Nothing:
                    return false;
                default:
                    if (!TryReadLine(ref input, out var line))
                    {
                        return false;
                    }
                    Accept(line);
                    break;
            }
        }
        return false;
    }

    private void Accept(string line)
    {
        switch (_expect)
        {
            case Expect.ChunkHeader:
                var size = line.AsSpan(0, line.IndexOf(';') is var semicolon and >= 0 ? semicolon : line.Length).Trim();
                if (
                    size.Length is 0 or > 15
                    || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _remaining)
                )
                {
                    IsMalformed = true;
                    return;
                }
                _expect = _remaining == 0 ? Expect.Trailer : Expect.Data;
                break;
            case Expect.DataEnd when line.Length == 0:
                _expect = Expect.ChunkHeader;
                break;
            case Expect.Trailer when line.Length == 0:
                _expect = Expect.Nothing;
                break;
            case Expect.Trailer when line.IndexOf(':') is var colon and > 0 && Trailers.Count < 16:
                Trailers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
                break;
            default:
                IsMalformed = true;
                break;
        }
    }

    private bool TryReadLine(ref ReadOnlySequence<byte> input, out string line)
    {
        line = "";
        var reader = new SequenceReader<byte>(input);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> bytes, (byte)'\n'))
        {
            IsMalformed = input.Length > LongestLine;
            return false;
        }
        if (bytes.Length > LongestLine)
        {
            IsMalformed = true;
            return false;
        }
        line = Encoding.UTF8.GetString(bytes).TrimEnd('\r');
        input = input.Slice(reader.Position);
        return true;
    }

    /// <summary>The end of the input: a body whose final empty line is missing is still whole when its last chunk was there.</summary>
    public void EndOfInput()
    {
        if (_expect == Expect.Trailer)
        {
            _expect = Expect.Nothing;
        }
    }
}
