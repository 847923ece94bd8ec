namespace LocalCloud.Aws.Store;

/// <summary>The file beneath <see cref="GroupCommit"/>.</summary>
internal interface IRowFile : IDisposable
{
    IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load();

    /// <summary>Writes what a batch changes, in its order, wholly and durably; or throws and has written nothing.</summary>
    void Write(IReadOnlyList<Changes> batch);

    /// <summary>The highest id of a blob; later ones are higher.</summary>
    long LastBlob { get; }

    /// <summary>Called beside <see cref="Write"/>, by any thread, for blobs of earlier batches.</summary>
    byte[] ReadBlob(long id);
}
