using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Transfer;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>What an export writes, a line for each item. docs: S3DataExport.Output.html</summary>
internal sealed class ExportLines
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Action<Utf8JsonWriter>> _lines = [];

    public int Count => _lines.Count;

    /// <summary>Of the items, as they are billed.</summary>
    public long Size { get; private set; }

    public static ExportLines OfItems(IEnumerable<StoredItem> items)
    {
        var export = new ExportLines();
        foreach (var item in items)
            export.Add(item.Size, json => WriteMap(json, "Item", item.Attributes));
        return export;
    }

    /// <summary>One line for each item that changed, however often. What there is no image of is left out.</summary>
    public static ExportLines OfChanges(ChangeHistory history, DateTimeOffset from, DateTimeOffset to, bool withOld)
    {
        var export = new ExportLines();
        var (before, after) = (history.AsOf(from), history.AsOf(to));
        foreach (var (row, change) in history.Between(from, to))
        {
            var (old, item) = (before.GetValueOrDefault(row), after.GetValueOrDefault(row));
            export.Add((item?.Size ?? 0) + (withOld ? old?.Size ?? 0 : 0), json =>
            {
                json.WriteStartObject("Metadata");
                json.WriteString(
                    "WriteTimestampMicros",
                    ((change.At - DateTimeOffset.UnixEpoch.Ticks) / 10).ToString(CultureInfo.InvariantCulture)
                );
                json.WriteEndObject();
                WriteMap(json, "Keys", change.Key);
                if (withOld && old is not null)
                    WriteMap(json, "OldImage", old.Attributes);
                if (item is not null)
                    WriteMap(json, "NewImage", item.Attributes);
            });
        }
        return export;
    }

    public byte[] Compressed()
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            var buffer = new ArrayBufferWriter<byte>();
            foreach (var line in _lines)
            {
                buffer.ResetWrittenCount();
                using (var json = new Utf8JsonWriter(buffer, Compact))
                {
                    json.WriteStartObject();
                    line(json);
                    json.WriteEndObject();
                }
                gzip.Write(buffer.WrittenSpan);
                gzip.WriteByte((byte)'\n');
            }
        }
        return file.ToArray();
    }

    private void Add(int size, Action<Utf8JsonWriter> line)
    {
        _lines.Add(line);
        Size += size;
    }

    private static void WriteMap(Utf8JsonWriter json, string name, Item map)
    {
        json.WritePropertyName(name);
        AttributeValueConverter.WriteMap(json, map);
    }
}
