var builder = DistributedApplication.CreateBuilder(args);

var visits = builder.AddPostgres("postgres").AddDatabase("visits");
var cache = builder.AddRedis("cache");

builder
    .AddProject<Projects.Plain_Web>("web")
    .WithReference(visits)
    .WaitFor(visits)
    .WithReference(cache)
    .WaitFor(cache)
    .WithHttpHealthCheck("/");

builder.UseEmbeddedEngines();

builder.Build().Run();
