using Npgsql;
using StackExchange.Redis;

// Writes to and reads from what it is given, and tells what that was
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("shop")!));
builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
    ConnectionMultiplexer.Connect(builder.Configuration.GetConnectionString("cache")!)
);
var app = builder.Build();

app.MapGet("/health", () => "Healthy");
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapGet("/database", async (NpgsqlDataSource source) =>
{
    const string Visit = "create table if not exists visits (n int); insert into visits values (1); select count(*) from visits";
    await using var command = source.CreateCommand(Visit);
    return (long)(await command.ExecuteScalarAsync())!;
});
app.MapGet("/cache", async (IConnectionMultiplexer redis) => await redis.GetDatabase().StringIncrementAsync("visits"));
app.Run();
