using Npgsql;
using StackExchange.Redis;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("visits")!));
builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
    ConnectionMultiplexer.Connect(builder.Configuration.GetConnectionString("cache")!)
);
var app = builder.Build();

app.MapGet("/", () => "Healthy");
app.MapGet("/visit", async (NpgsqlDataSource database, IConnectionMultiplexer redis) =>
{
    const string Visit = "create table if not exists visits (n int); insert into visits values (1); select count(*) from visits";
    await using var command = database.CreateCommand(Visit);
    return $"{await command.ExecuteScalarAsync()} {await redis.GetDatabase().StringIncrementAsync("visits")}";
});
app.Run();
