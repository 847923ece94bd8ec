using System.IO.Hashing;

namespace LocalCloud.Aws.Store;

/// <summary>
/// Rows and blobs in one SQLite file. WAL with synchronous=FULL: a commit is one append and one fsync, kill -9 at any moment leaves
/// the last commit, a torn tail of the log is cut when the file is opened, and checkpoints bound its size.
/// </summary>
internal sealed class SqliteFile : IRowFile
{
    // Of the tables below. Another version's file is refused, not guessed at.
    private const int Format = 2;

    private readonly FileStream _lock;
    private readonly Sqlite _writer;
    private readonly Sqlite _reader;
    private readonly Lock _reading = new();
    private readonly Dictionary<(string Service, Scope Scope, string Table), long> _spaces = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _putRow;
    private readonly Statement _deleteRow;
    private readonly Statement _putBlob;
    private readonly Statement _deleteBlob;
    private readonly Statement _readBlob;

    public SqliteFile(string path, ILogger log)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _lock = Lock(path);
        try
        {
            _writer = new(path);
            _writer.Execute(
                "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA "
                    + "cache_size=-16000"
            );
            WalTail.Warn(path, _writer.Checkpoint(), log);
            CreateTables();
            _begin = _writer.Prepare("BEGIN IMMEDIATE");
            _commit = _writer.Prepare("COMMIT");
            _putRow = _writer.Prepare("INSERT OR REPLACE INTO rows (space, key, value, checksum) VALUES (?, ?, ?, ?)");
            _deleteRow = _writer.Prepare("DELETE FROM rows WHERE space = ? AND key = ?");
            _putBlob = _writer.Prepare("INSERT OR REPLACE INTO blobs (id, value, checksum) VALUES (?, ?, ?)");
            _deleteBlob = _writer.Prepare("DELETE FROM blobs WHERE id = ?");
            ReadSpaces();
            LastBlob = _writer.Number("SELECT max(id) FROM blobs");
            _reader = new(path, readOnly: true);
            _reader.Execute("PRAGMA cache_size=-2000");
            _readBlob = _reader.Prepare("SELECT value, checksum FROM blobs WHERE id = ?");
        }
        catch
        {
            _reader?.Dispose();
            _writer?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    public long LastBlob { get; }

    public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() =>
        from space in _spaces
        group space by (space.Key.Service, space.Key.Scope) into state
        select (
            state.Key.Service,
            state.Key.Scope,
            state.OrderBy(s => s.Key.Table, StringComparer.Ordinal).SelectMany(s => Rows(s.Key.Table, s.Value))
        );

    public void Write(IReadOnlyList<Changes> batch)
    {
        try
        {
            _begin.Step();
            foreach (var changes in batch)
            foreach (var change in changes.Rows)
                Write(changes, change);
            _commit.Step();
        }
        catch
        {
            // An error of the disk has rolled back already. Spaces that the transaction has made are gone with it.
            if (!_writer.IsAutoCommit)
                _writer.Execute("ROLLBACK");
            ReadSpaces();
            throw;
        }
    }

    public byte[] ReadBlob(long id)
    {
        lock (_reading)
        {
            _readBlob.Bind(1, id);
            try
            {
                if (!_readBlob.Step())
                    throw _reader.Damaged($"blob {id} is missing");
                var value = _readBlob.Bytes(0);
                Verify(value, _readBlob.Long(1));
                return value.ToArray();
            }
            finally
            {
                _readBlob.Reset();
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _putRow, _deleteRow, _putBlob, _deleteBlob, _readBlob])
            statement.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _lock.Dispose();
    }

    // Held as long as the process lives, whatever ends it.
    private static FileStream Lock(string path)
    {
        try
        {
            return new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StoreException($"The data file {path} is in use by another process, or cannot be written: {e.Message}", e);
        }
    }

    private void CreateTables()
    {
        var format = _writer.Number("PRAGMA user_version");
        var isNew = _writer.Number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew && format != Format)
            throw new StoreException(
                $"The data file {_writer.Path} has format {format}, and this version of LocalCloud reads format {Format}. Delete its "
                    + "directory to begin anew."
            );
        if (isNew)
            _writer.Execute(
                $"""
                BEGIN;
                CREATE TABLE spaces (id INTEGER PRIMARY KEY, service TEXT, account TEXT, region TEXT, name TEXT, UNIQUE (service, account, region, name));
                CREATE TABLE rows (space INTEGER, key TEXT, value BLOB, checksum INTEGER, PRIMARY KEY (space, key)) WITHOUT ROWID;
                CREATE TABLE blobs (id INTEGER PRIMARY KEY, value BLOB, checksum INTEGER);
                PRAGMA user_version={Format};
                COMMIT;
                """
            );
    }

    private void Write(Changes changes, in Change change)
    {
        if (change.Blob != 0)
            WriteBlob(change.Blob, change.Value);
        else if (change.Value is { } value)
        {
            _putRow.Bind(1, Space((changes.Service, changes.Scope, change.Table)));
            _putRow.Bind(2, change.Key);
            _putRow.Bind(3, value);
            _putRow.Bind(4, Checksum(value));
            _putRow.Step();
        }
        else
        {
            _deleteRow.Bind(1, Space((changes.Service, changes.Scope, change.Table)));
            _deleteRow.Bind(2, change.Key);
            _deleteRow.Step();
        }
    }

    private void WriteBlob(long id, byte[]? value)
    {
        var statement = value is null ? _deleteBlob : _putBlob;
        statement.Bind(1, id);
        if (value is not null)
        {
            statement.Bind(2, value);
            statement.Bind(3, Checksum(value));
        }
        statement.Step();
    }

    private IEnumerable<StoredRow> Rows(string table, long space)
    {
        using var rows = _writer.Prepare("SELECT key, value, checksum FROM rows WHERE space = ? ORDER BY key");
        rows.Bind(1, space);
        while (rows.Step())
            yield return new(table, rows.Text(0), Value(rows));

        byte[] Value(Statement row)
        {
            var value = row.Bytes(1);
            Verify(value, row.Long(2));
            return value.ToArray();
        }
    }

    private long Space((string Service, Scope Scope, string Table) name)
    {
        if (_spaces.TryGetValue(name, out var id))
            return id;
        using var insert = _writer.Prepare("INSERT INTO spaces (service, account, region, name) VALUES (?, ?, ?, ?) RETURNING id");
        string[] values = [name.Service, name.Scope.Account, name.Scope.Region, name.Table];
        for (var i = 0; i < values.Length; i++)
            insert.Bind(i + 1, values[i]);
        insert.Step();
        id = insert.Long(0);
        insert.Step();
        return _spaces[name] = id;
    }

    private void ReadSpaces()
    {
        _spaces.Clear();
        using var spaces = _writer.Prepare("SELECT id, service, account, region, name FROM spaces");
        while (spaces.Step())
            _spaces[(spaces.Text(1), new(spaces.Text(2), spaces.Text(3)), spaces.Text(4))] = spaces.Long(0);
    }

    // SQLite finds pages that make no sense, not bytes that changed within a value.
    private static long Checksum(ReadOnlySpan<byte> value) => (long)XxHash3.HashToUInt64(value);

    private void Verify(ReadOnlySpan<byte> value, long checksum)
    {
        if (Checksum(value) != checksum)
            throw _writer.Damaged("a value is not what was written");
    }
}
