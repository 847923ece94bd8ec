using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws;

/// <summary>What one request (or one piece of background work) changes: rows put or deleted, made durable together or not at all.</summary>
internal sealed class Changes(string service, Scope scope)
{
    private List<Action>? _afterCommit;

    public string Service => service;

    public Scope Scope => scope;

    internal List<Change> Rows { get; } = [];

    /// <summary>The row is written as it is now; later changes of <paramref name="value"/> need another Put.</summary>
    public void Put<T>(string table, string key, T value, JsonTypeInfo<T> type) =>
        Put(table, key, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public void Put(string table, string key, byte[] value) => Rows.Add(new(table, key, value));

    public void Delete(string table, string key) => Rows.Add(new(table, key, null));

    /// <summary>Leaves a value with the store, under an id from <see cref="Store.IBlobs.NextId"/>.</summary>
    public void PutBlob(long id, byte[] value) => Rows.Add(new("", "", value, id));

    public void DeleteBlob(long id) => Rows.Add(new("", "", null, id));

    /// <summary>Runs once the rows are on disk, outside of the state's gate: to wake a pump, to count.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal void Committed() => _afterCommit?.ForEach(action => action());
}

/// <summary>A row (or a blob, when that has an id) to put, or to delete when there is no value.</summary>
internal readonly record struct Change(string Table, string Key, byte[]? Value, long Blob = 0);
