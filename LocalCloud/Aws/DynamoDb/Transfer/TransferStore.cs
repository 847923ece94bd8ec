using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record ExportRow(ExportDescription Description, string Fingerprint);

internal sealed record ImportRow(ImportDescription Description, string Fingerprint);

/// <summary>The exports and imports of one account and region, with how they ended.</summary>
internal sealed class TransferStore
{
    private const string ExportRows = "exports";
    private const string ImportRows = "imports";

    // docs: API_ExportTableToPointInTime, API_ImportTable: a client token is of use for eight hours; API_ListExports: the past 90 days
    private static readonly TimeSpan TokenWindow = TimeSpan.FromHours(8);
    private static readonly TimeSpan Listed = TimeSpan.FromDays(90);

    private readonly SortedDictionary<string, ExportRow> _exports = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ImportRow> _imports = new(StringComparer.Ordinal);

    public string NewId(DateTimeOffset now) =>
        $"{now.ToUnixTimeMilliseconds().ToString("D14", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..8]}";

    public IEnumerable<ExportDescription> Exports(DateTimeOffset now) =>
        _exports.Values.Select(row => row.Description).Where(export => now - export.StartTime < Listed);

    public IEnumerable<ImportDescription> Imports(DateTimeOffset now) =>
        _imports.Values.Select(row => row.Description).Where(import => now - import.StartTime < Listed);

    public ExportRow? ExportOf(string token, DateTimeOffset now) =>
        _exports.Values.LastOrDefault(row => row.Description.ClientToken == token && now - row.Description.StartTime < TokenWindow);

    public ImportRow? ImportOf(string token, DateTimeOffset now) =>
        _imports.Values.LastOrDefault(row => row.Description.ClientToken == token && now - row.Description.StartTime < TokenWindow);

    public void Keep(Changes changes, ExportDescription export, string fingerprint)
    {
        var row = _exports[export.ExportArn] = new(export, fingerprint);
        changes.Put(ExportRows, export.ExportArn, row, DynamoDbJson.Default.ExportRow);
    }

    public void Keep(Changes changes, ImportDescription import, string fingerprint)
    {
        var row = _imports[import.ImportArn] = new(import, fingerprint);
        changes.Put(ImportRows, import.ImportArn, row, DynamoDbJson.Default.ImportRow);
    }

    public bool Load(string rowTable, string key, byte[] value)
    {
        if (rowTable == ExportRows)
            _exports[key] = JsonSerializer.Deserialize(value, DynamoDbJson.Default.ExportRow)!;
        else if (rowTable == ImportRows)
            _imports[key] = JsonSerializer.Deserialize(value, DynamoDbJson.Default.ImportRow)!;
        else
            return false;
        return true;
    }
}
