var builder = DistributedApplication.CreateBuilder(args);

var shop = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("shop");
var cache = builder.AddRedis("cache");

builder
    .AddProject<Projects.Web>("web")
    .WithReference(shop)
    .WaitFor(shop)
    .WithReference(cache)
    .WaitFor(cache)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

builder.UseEmbeddedEngines();

builder.Build().Run();
