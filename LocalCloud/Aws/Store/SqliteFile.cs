using Microsoft.Data.Sqlite;

namespace LocalCloud.Aws.Store;

/// <summary>
/// Rows in one SQLite file. WAL with synchronous=FULL: a commit is one append and one fsync, kill -9 at any moment leaves
/// the last commit, a torn tail of the log is cut when the file is opened, and checkpoints bound its size.
/// </summary>
internal sealed class SqliteFile : IRowFile
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<(string Service, Scope Scope, string Table), long> _spaces = [];
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    public SqliteFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        _connection.Open();
        // The exclusive lock keeps a second emulator off the same data, and saves the shared memory file.
        Execute("PRAGMA page_size=8192; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16000");
        Execute("""
            CREATE TABLE IF NOT EXISTS spaces (id INTEGER PRIMARY KEY, service TEXT, account TEXT, region TEXT, name TEXT, UNIQUE (service, account, region, name));
            CREATE TABLE IF NOT EXISTS rows (space INTEGER, key TEXT, value BLOB, PRIMARY KEY (space, key)) WITHOUT ROWID;
            """);
        _put = Prepare("INSERT OR REPLACE INTO rows (space, key, value) VALUES ($space, $key, $value)", "$space", "$key", "$value");
        _delete = Prepare("DELETE FROM rows WHERE space = $space AND key = $key", "$space", "$key");
        ReadSpaces();
    }

    public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() =>
        from space in _spaces
        group space by (space.Key.Service, space.Key.Scope) into state
        select (state.Key.Service, state.Key.Scope,
            state.OrderBy(s => s.Key.Table, StringComparer.Ordinal).SelectMany(s => Rows(s.Key.Table, s.Value)));

    public void Write(IEnumerable<KeyValuePair<RowKey, byte[]?>> rows)
    {
        using var transaction = _connection.BeginTransaction();
        _put.Transaction = _delete.Transaction = transaction;
        try
        {
            foreach (var (row, value) in rows)
            {
                var command = value is null ? _delete : _put;
                command.Parameters[0].Value = Space((row.Service, row.Scope, row.Table), transaction);
                command.Parameters[1].Value = row.Key;
                if (value is not null)
                    command.Parameters[2].Value = value;
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        catch
        {
            // Spaces that the rolled back transaction has made are gone with it.
            transaction.Dispose();
            ReadSpaces();
            throw;
        }
    }

    public void Dispose()
    {
        _put.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private IEnumerable<StoredRow> Rows(string table, long space)
    {
        using var command = Prepare("SELECT key, value FROM rows WHERE space = $space ORDER BY key", "$space");
        command.Parameters[0].Value = space;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new(table, reader.GetString(0), reader.GetFieldValue<byte[]>(1));
    }

    private long Space((string Service, Scope Scope, string Table) name, SqliteTransaction transaction)
    {
        if (_spaces.TryGetValue(name, out var id))
            return id;
        using var command = Prepare(
            "INSERT INTO spaces (service, account, region, name) VALUES ($service, $account, $region, $name) RETURNING id",
            "$service", "$account", "$region", "$name");
        command.Transaction = transaction;
        string[] values = [name.Service, name.Scope.Account, name.Scope.Region, name.Table];
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return _spaces[name] = (long)command.ExecuteScalar()!;
    }

    private void ReadSpaces()
    {
        _spaces.Clear();
        using var command = Prepare("SELECT id, service, account, region, name FROM spaces");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            _spaces[(reader.GetString(1), new(reader.GetString(2), reader.GetString(3)), reader.GetString(4))] = reader.GetInt64(0);
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        return command;
    }

    private void Execute(string sql)
    {
        using var command = Prepare(sql);
        command.ExecuteNonQuery();
    }
}
