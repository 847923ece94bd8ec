using System.Buffers.Binary;
using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sqs;

/// <summary>What the sender wrote; it never changes.</summary>
internal sealed record MessageContent(Utf8Text Body, Dictionary<string, MessageAttributeValue>? Attributes)
{
    public int Size => Body.Bytes.Length;

    // The attributes' length, the attributes as JSON, the body.
    public byte[] ToBytes()
    {
        var attributes = Attributes is null
            ? []
            : JsonSerializer.SerializeToUtf8Bytes(Attributes, SqsJson.Wire.DictionaryStringMessageAttributeValue);
        var bytes = new byte[sizeof(int) + attributes.Length + Body.Bytes.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, attributes.Length);
        attributes.CopyTo(bytes, sizeof(int));
        Body.Bytes.CopyTo(bytes, sizeof(int) + attributes.Length);
        return bytes;
    }

    public static MessageContent FromBytes(ReadOnlySpan<byte> bytes)
    {
        var attributes = bytes.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(bytes));
        return new(
            new(bytes[(sizeof(int) + attributes.Length)..].ToArray()),
            attributes.IsEmpty ? null : JsonSerializer.Deserialize(attributes, SqsJson.Wire.DictionaryStringMessageAttributeValue)
        );
    }
}

/// <summary>
/// Where the contents of messages are: on disk, and in memory as well while there is room, so that a queue which is read as fast as it is
/// written never reads the disk, and a million waiting messages do not take a gigabyte.
/// </summary>
internal sealed class Contents(IBlobs? blobs)
{
    private const long Room = 64 << 20;

    private long _used;

    /// <summary>A content that is new, under an id of its own.</summary>
    public void Put(Message message, Changes changes)
    {
        if (blobs is null)
            return;
        var content = message.Content;
        message.Contents = this;
        message.Blob = blobs.NextId();
        changes.PutBlob(message.Blob, content.ToBytes());
        if (_used + content.Size <= Room)
            _used += message.Room = content.Size;
        else
            changes.AfterCommit(message.LeaveToDisk);
    }

    public void Delete(Message message, Changes changes)
    {
        if (message.Blob == 0)
            return;
        changes.DeleteBlob(message.Blob);
        _used -= message.Room;
        message.LeaveToDisk();
    }

    public MessageContent Read(long blob) => MessageContent.FromBytes(blobs!.Read(blob));
}
