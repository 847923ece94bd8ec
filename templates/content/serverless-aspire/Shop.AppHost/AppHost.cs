var builder = DistributedApplication.CreateBuilder(args);

var orders = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("orders");
var cache = builder.AddRedis("cache");
var aws = builder.AddLocalStack("aws");
var resources = builder.AddAWSCloudFormationTemplate("resources", "resources.yaml");

builder
    .AddProject<Projects.Shop_Api>("api")
    .WithReference(orders)
    .WaitFor(orders)
    .WithReference(cache)
    .WaitFor(cache)
    .WithReference(resources)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

builder.AddProject<Projects.Shop_Worker>("worker").WithReference(resources).WithHttpHealthCheck("/health");

// On this machine: AWS is the local one, and no resource needs a container
builder.UseLocalStack(aws);
builder.UseEmbeddedEngines();

// To AWS: a CloudFormation template and a Lambda package for each project
builder.PublishToAws();

builder.Build().Run();
