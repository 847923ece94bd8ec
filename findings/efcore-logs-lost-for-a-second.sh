#!/usr/bin/env bash
# Microsoft.EntityFrameworkCore 10.0.15: whether anybody listens to its command logs is remembered for a second (ConfigureLoggingCacheTime), and for the whole
# context of options, not for the logger's scope: when a logger's IsEnabled says no during one command, the command right after it is not logged even though IsEnabled
# says yes by then. Filters that depend on what is being done (a poll, a probe, a tenant) so lose the lines of the work that follows. With a cache time of zero all come.
# Seen: "default: 0 of 1 lines", "TimeSpan.Zero: 1 of 1 lines"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" Version="10.0.15" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

foreach (var (name, cache) in new (string, TimeSpan?)[] { ("default", null), ("TimeSpan.Zero", TimeSpan.Zero) })
{
    using var connection = new SqliteConnection("Data Source=:memory:");
    connection.Open();
    var log = new Listener();
    using var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
    var options = new DbContextOptionsBuilder().UseSqlite(connection).UseLoggerFactory(factory);
    if (cache is { } time) options.ConfigureLoggingCacheTime(time);
    using var db = new DbContext(options.Options);
    log.Listens = false;
    db.Database.ExecuteSqlRaw("SELECT 1");
    log.Listens = true;
    db.Database.ExecuteSqlRaw("SELECT 2");
    Console.WriteLine($"{name}: {log.Lines} of 1 lines");
}

sealed class Listener : ILoggerProvider, ILogger
{
    public bool Listens;
    public int Lines;
    public ILogger CreateLogger(string category) => category.EndsWith("Database.Command", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
    public bool IsEnabled(LogLevel level) => Listens && level == LogLevel.Information;
    public IDisposable? BeginScope<T>(T state) where T : notnull => null;
    public void Log<T>(LogLevel level, EventId id, T state, Exception? e, Func<T, Exception?, string> format)
    {
        // CommandExecuted
        if (id.Id == 20101) Lines++;
    }
    public void Dispose() { }
}
P
seen=$(dotnet run | grep -E ' of 1 lines$')
echo "$seen"
[ "$seen" = "default: 0 of 1 lines
TimeSpan.Zero: 1 of 1 lines" ] || { echo "changed"; exit 1; }
