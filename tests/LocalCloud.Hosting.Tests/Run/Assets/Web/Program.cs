using Npgsql;
using StackExchange.Redis;

// Writes to and reads from the engines that the manifest gives it, and tells what it was given
var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapGet("/health", () => "Healthy");
app.MapGet("/pid", () => Environment.ProcessId);
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapGet("/database", async () =>
{
    await using var source = NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("shop")!);
    await using var command = source.CreateCommand("create table if not exists visits (n int); insert into visits values (1); select count(*) from visits");
    return (long)(await command.ExecuteScalarAsync())!;
});
app.MapGet("/cache", async () =>
{
    await using var redis = await ConnectionMultiplexer.ConnectAsync(builder.Configuration.GetConnectionString("cache")!);
    return await redis.GetDatabase().StringIncrementAsync("visits");
});
app.Logger.LogInformation("The web project is up");
app.Run();
