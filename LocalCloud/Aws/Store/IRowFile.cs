namespace LocalCloud.Aws.Store;

/// <summary>The file beneath <see cref="GroupCommit"/>: writes a batch wholly and durably, or throws and has written nothing.</summary>
internal interface IRowFile : IDisposable
{
    IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load();

    void Write(IEnumerable<KeyValuePair<RowKey, byte[]?>> rows);
}

internal readonly record struct RowKey(string Service, Scope Scope, string Table, string Key);
