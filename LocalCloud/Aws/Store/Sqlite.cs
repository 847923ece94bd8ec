using System.Text;
using SQLitePCL;
using static SQLitePCL.raw;

namespace LocalCloud.Aws.Store;

/// <summary>
/// One connection to one file, used by one thread at a time. SQLite's own calls rather than ADO.NET: a batch is thousands of the same three
/// statements, and the emulator starts without System.Data.
/// </summary>
internal sealed class Sqlite : IDisposable
{
    private readonly sqlite3 _database;

    static Sqlite() => Batteries_V2.Init();

    public Sqlite(string path, bool readOnly = false)
    {
        Path = path;
        var flags = SQLITE_OPEN_NOMUTEX | (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        Check(sqlite3_open_v2(path, out _database, flags, null));
        sqlite3_busy_timeout(_database, 1000);
    }

    public string Path { get; }

    /// <summary>No transaction is open.</summary>
    public bool IsAutoCommit => sqlite3_get_autocommit(_database) != 0;

    public void Execute(string sql) => Check(sqlite3_exec(_database, sql));

    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    public Statement Prepare(string sql)
    {
        Check(sqlite3_prepare_v2(_database, sql, out var statement));
        return new(this, statement);
    }

    /// <summary>Moves what is in the log to the file as far as nobody reads it, and counts the log's whole frames.</summary>
    public int Checkpoint()
    {
        Check(sqlite3_wal_checkpoint_v2(_database, null, SQLITE_CHECKPOINT_PASSIVE, out var frames, out _));
        return frames;
    }

    public void Dispose() => sqlite3_close_v2(_database);

    internal void Check(int code)
    {
        if (code is SQLITE_OK or SQLITE_ROW or SQLITE_DONE)
            return;
        var text = $"{(_database is null ? sqlite3_errstr(code) : sqlite3_errmsg(_database)).utf8_to_string()} (SQLite {code})";
        throw (code & 0xff) is SQLITE_CORRUPT or SQLITE_NOTADB ? Damaged(text) : new IOException($"{Path}: {text}");
    }

    internal StoreException Damaged(string how) =>
        new($"The data file {Path} is damaged: {how}. Put back a copy of it, or move it and what lies beside it away to begin anew.");
}

/// <summary>A prepared statement; parameters count from 1, columns from 0.</summary>
internal sealed class Statement(Sqlite database, sqlite3_stmt statement) : IDisposable
{
    public void Bind(int index, long value) => sqlite3_bind_int64(statement, index, value);

    public void Bind(int index, ReadOnlySpan<byte> value) => sqlite3_bind_blob(statement, index, value);

    public void Bind(int index, string value)
    {
        const int Most = 256;
        if (value.Length > Most / 3)
        {
            sqlite3_bind_text(statement, index, value);
            return;
        }
        Span<byte> utf8 = stackalloc byte[Most];
        sqlite3_bind_text(statement, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    /// <summary>True with a row; false at the end, and then the statement can run again.</summary>
    public bool Step()
    {
        var code = sqlite3_step(statement);
        if (code == SQLITE_ROW)
            return true;
        sqlite3_reset(statement);
        database.Check(code);
        return false;
    }

    public long Long(int column) => sqlite3_column_int64(statement, column);

    public string Text(int column) => sqlite3_column_text(statement, column).utf8_to_string();

    public ReadOnlySpan<byte> Bytes(int column) => sqlite3_column_blob(statement, column);

    public void Reset() => sqlite3_reset(statement);

    public void Dispose() => statement.Dispose();
}
