using System.Buffers;
using System.Xml;
using LocalCloud.Aws.S3.Bodies;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>What an operation answers: a status and headers, and an XML document, a text, an object's bytes or an error.</summary>
internal sealed class S3Answer
{
    private static readonly XmlWriterSettings Xml = new()
    {
        Encoding = new System.Text.UTF8Encoding(false),
        // Keys may hold characters that XML 1.0 has not; S3 writes them as character references
        CheckCharacters = false,
        OmitXmlDeclaration = true,
    };

    private static readonly byte[] Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8.ToArray();

    public int Status { get; init; } = 200;

    public List<(string Name, string Value)> Headers { get; } = [];

    public S3Error? Error { get; private init; }

    public ReadOnlyMemory<byte> Content { get; private init; }

    public string? ContentType { get; init; }

    /// <summary>Content-Length where there is no content to send (HEAD).</summary>
    public long? Length { get; init; }

    public ObjectContent? Object { get; init; }

    public static implicit operator S3Answer(S3Error error) => new() { Status = error.Status, Error = error };

    public static S3Answer Empty(int status = 200) => new() { Status = status };

    public static S3Answer Document(string root, Action<XmlWriter> write, int status = 200, string space = S3Xml.Namespace)
    {
        var buffer = new MemoryStream();
        buffer.Write(Declaration);
        using (var writer = XmlWriter.Create(buffer, Xml))
        {
            writer.WriteStartElement(root, space);
            write(writer);
            writer.WriteEndElement();
        }
        return new()
        {
            Status = status,
            Content = buffer.GetBuffer().AsMemory(0, (int)buffer.Length),
            ContentType = "application/xml",
        };
    }

    public static S3Answer Text(string text, string contentType, int status = 200) =>
        new()
        {
            Status = status,
            Content = System.Text.Encoding.UTF8.GetBytes(text),
            ContentType = contentType,
        };

    public S3Answer With(string name, string? value)
    {
        if (value is not null)
            Headers.Add((name, value));
        return this;
    }

    /// <summary>An error has a root without namespace, and names the request.</summary>
    internal static ReadOnlyMemory<byte> ErrorDocument(S3Error error, string requestId, string hostId)
    {
        var buffer = new MemoryStream();
        buffer.Write(Declaration);
        using (var writer = XmlWriter.Create(buffer, Xml))
        {
            writer.WriteStartElement("Error");
            writer.WriteElementString("Code", error.Code);
            writer.WriteElementString("Message", error.Message);
            foreach (var (name, value) in error.Details)
                writer.WriteElementString(name, value);
            writer.WriteElementString("RequestId", requestId);
            writer.WriteElementString("HostId", hostId);
            writer.WriteEndElement();
        }
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}

/// <summary>The bytes of an answer, pinned: the files stay until <see cref="Dispose"/>, whatever happens to the object meanwhile.</summary>
internal sealed class ObjectContent(BodyStore store, IReadOnlyList<Segment> segments) : IDisposable
{
    /// <summary>Called under the gate of whoever owns the object.</summary>
    public static ObjectContent Pin(BodyStore store, IEnumerable<Segment> segments)
    {
        var content = new ObjectContent(store, [.. segments]);
        store.Retain(content.Segments);
        return content;
    }

    public IReadOnlyList<Segment> Segments => segments;

    public long Length => segments.Sum(segment => segment.Length);

    public async Task SendAsync(HttpResponse response, CancellationToken cancellation)
    {
        foreach (var segment in segments)
            if (segment.Length > 0)
                await response
                    .SendFileAsync(store.PathOf(segment.File), segment.Offset, segment.Length, cancellation)
                    .ConfigureAwait(false);
    }

    public void Dispose() => store.Release(segments);
}
