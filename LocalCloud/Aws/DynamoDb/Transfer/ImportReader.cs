using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Transfer;

using Item = Dictionary<string, AttributeValue>;

/// <summary>A file's items; null for what is none. docs: S3DataImport.Format.html</summary>
internal static class ImportReader
{
    public static byte[] Decompress(byte[] file, string compression)
    {
        if (compression != "GZIP")
            return file;
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>{"Item": {...}} a line.</summary>
    public static IEnumerable<Item?> DynamoDbJson(byte[] file)
    {
        using var lines = new StreamReader(new MemoryStream(file), Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return OfLine(Encoding.UTF8.GetBytes(line));
        }
    }

    private static Item? OfLine(byte[] line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = Aws.DynamoDb.DynamoDbJson.MaxDepth });
            if (
                !reader.Read()
                || reader.TokenType != JsonTokenType.StartObject
                || !reader.Read()
                || reader.TokenType != JsonTokenType.PropertyName
                || !reader.ValueTextEquals("Item"u8)
                || !reader.Read()
            )
                return null;
            var item = AttributeValueConverter.ReadMap(ref reader);
            return reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? item : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// The first line has the names, unless they are given. Keys of the table and its indexes have their types, all else is text.
    /// </summary>
    public static IEnumerable<Item?> Csv(byte[] file, CsvOptions? options, IReadOnlyList<AttributeDefinition> keys)
    {
        var names = options?.HeaderList;
        foreach (var record in CsvRecords.Read(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'), (options?.Delimiter ?? ",")[0]))
        {
            if (names is null)
                names = record;
            else
                yield return record.Count == names.Count ? OfRecord(names, record, keys) : null;
        }
    }

    private static Item OfRecord(List<string> names, List<string> record, IReadOnlyList<AttributeDefinition> keys)
    {
        var item = new Item();
        foreach (var (name, text) in names.Zip(record))
            item[name] = keys.FirstOrDefault(key => key.AttributeName == name)?.AttributeType switch
            {
                "N" => NumberText.Parse(text) is { Error: null } outcome
                    ? new NumberValue(outcome.Number)
                    : new InvalidValue(NumberErrors.NotANumber),
                "B" => Binary(text),
                _ => new StringValue(text),
            };
        return item;
    }

    private static AttributeValue Binary(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? new BinaryValue(bytes[..length])
            : new InvalidValue("The value is not Base64");
    }
}
