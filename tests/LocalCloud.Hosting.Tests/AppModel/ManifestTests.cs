using System.Text;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Tests.Manifest;

namespace LocalCloud.Hosting.Tests.AppModel;

public class ManifestTests
{
    [Fact]
    public async Task The_reference_application_has_the_manifest_that_Aspire_writes_byte_for_byte()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        Assert.Equal(File.ReadAllText(Reference.Path), await folder.PublishAsync(ReferenceApplication.Describe));
    }

    [Theory]
    [InlineData("http://localhost:7001")]
    [InlineData("https://localhost:7001;http://localhost:7002;http://localhost:7003")]
    [InlineData("http://127.0.0.1:0")]
    public async Task The_ports_of_launch_profiles_do_not_show_in_the_manifest(string url)
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        folder.AddProject("Api", url);
        Assert.Equal(File.ReadAllText(Reference.Path), await folder.PublishAsync(ReferenceApplication.Describe));
    }

    [Fact]
    public async Task A_function_stands_beside_its_project_in_a_form_that_Aspires_schema_takes()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var manifest = await folder.PublishAsync(builder => builder.AddProject("api", "../Api").WithExternalHttpEndpoints().PublishAsLambda("webhooks", function =>
        {
            function.Routes.Add("/api/webhooks/{proxy+}");
            function.Memory = 1024;
            function.ProvisionedConcurrency = 5;
            function.Alias = "live";
        }));
        Assert.Empty(AspireSchema.Faults(manifest));
        var (read, _) = ManifestReader.Read(Encoding.UTF8.GetBytes(manifest), "manifest.json", "/");
        var function = Assert.IsType<ManifestUnknown>(read!.Resources[^1]);
        Assert.Equal("api-webhooks-lambda", function.Name);
        Assert.Equal("""{"type":"aws.lambda.function.v0","project":"api","function":"webhooks","memory":1024,"provisionedConcurrency":5,"alias":"live","routes":["/api/webhooks/{proxy\u002B}"]}""", System.Text.Json.Nodes.JsonNode.Parse(function.Json)!.ToJsonString());
    }

    [Fact]
    public async Task A_project_without_a_launch_profile_has_no_bindings()
    {
        using var folder = new AppHostFolder();
        folder.AddProject("Worker", url: null);
        var worker = Assert.IsType<ManifestProject>(Assert.Single(await PublishAsync(folder, builder => builder.AddProject("worker", "../Worker"))));
        Assert.Empty(worker.Bindings);
        Assert.Equal(["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"], worker.Env.Select(v => v.Name));
    }

    [Fact]
    public async Task A_referenced_service_is_given_by_name_and_for_discovery()
    {
        using var folder = new AppHostFolder("Api", "Site");
        var resources = await PublishAsync(folder, builder =>
        {
            var api = builder.AddProject("order-api", "../Api");
            builder.AddProject("site", "../Site").WithReference(api).WithEnvironment("API", api.GetEndpoint("http"));
        });
        var env = ((ManifestProject)resources[1]).Env.ToDictionary(v => v.Name, v => v.Value.Text);
        Assert.Equal("{order-api.bindings.http.url}", env["ORDER_API_HTTP"]);
        Assert.Equal("{order-api.bindings.http.url}", env["services__order-api__http__0"]);
        Assert.Equal("{order-api.bindings.https.url}", env["services__order-api__https__0"]);
        Assert.Equal("{order-api.bindings.http.url}", env["API"]);
    }

    [Fact]
    public async Task Values_of_every_kind_stand_in_variables_and_arguments()
    {
        using var folder = new AppHostFolder();
        var resources = await PublishAsync(folder, builder =>
        {
            var token = builder.AddParameter("token", secret: true);
            var region = builder.AddParameter("region", "eu-central-1", publishValueAsDefault: true);
            var stack = builder.AddAWSCloudFormationTemplate("infra", "resources.yaml", "my-stack").WithParameter("Size", "2");
            var db = builder.AddConnectionString("legacy");
            builder.AddExecutable("tool", "node", "../tool", "main.js")
                .WithArgs("--token", token.Resource)
                .WithReference(db)
                .WithEnvironment("JSON", """{"a.b":{"c":1}}""")
                .WithEnvironment("URL", $"https://{region}.example.com?t={token.Resource:uri}")
                .WithEnvironment("QUEUE", stack.GetOutput("QueueUrl"))
                .WithEnvironment(context => context.EnvironmentVariables["N"] = 5);
        });
        var tool = resources.OfType<ManifestExecutable>().Single();
        Assert.Equal("tool", tool.WorkingDirectory);
        Assert.Equal(["main.js", "--token", "{token.value}"], tool.Args.Select(a => a.Text));
        Assert.Equal(
        [
            ("ConnectionStrings__legacy", "{legacy.connectionString}"),
            ("JSON", """{"a.b":{"c":1}}"""),
            ("URL", "https://{region.value}.example.com?t={token-uri-encoded.value}"),
            ("QUEUE", "{infra.output.QueueUrl}"),
            ("N", "5"),
        ], tool.Env.Select(v => (v.Name, v.Value.Text)));
        Assert.Equal(["token", "region", "infra", "legacy", "tool", "token-uri-encoded"], resources.Select(r => r.Name));
        Assert.Equal(("my-stack", "AppHost/resources.yaml", "tool"), resources[2] is ManifestCloudFormation s ? (s.StackName, s.TemplatePath!, s.References.Single()) : default);
        Assert.Equal("eu-central-1", ((ManifestParameter)resources[1]).Inputs[0].Default!.Value);
        Assert.Equal("{legacy.value}", resources[3].ConnectionString!.Text);
    }

    [Fact]
    public async Task Ports_that_nobody_gave_are_chosen_from_8000_on()
    {
        using var folder = new AppHostFolder();
        var resources = await PublishAsync(folder, builder =>
        {
            builder.AddContainer("web", "nginx:1.27").WithHttpEndpoint(port: 8080, targetPort: 80).WithEndpoint(targetPort: 9000, name: "admin").WithVolume("cache", "/cache").WithBindMount("../html", "/html", isReadOnly: true);
            builder.AddExecutable("tool", "node", ".").WithHttpEndpoint(env: "PORT").WithEndpoint(name: "raw", scheme: "tcp");
        });
        var web = (ManifestContainer)resources[0];
        Assert.Equal("nginx:1.27", web.Image);
        Assert.Equal([("http", 8080, 80), ("admin", null, 9000)], web.Bindings.Select(b => (b.Name, b.Port, b.TargetPort)));
        Assert.Equal(new ManifestVolume("cache", "/cache", false), web.Volumes.Single());
        Assert.Equal(new ManifestBindMount("html", "/html", true), web.BindMounts.Single());
        var tool = (ManifestExecutable)resources[1];
        Assert.Equal([("http", null, 8000), ("raw", null, 8001)], tool.Bindings.Select(b => (b.Name, b.Port, b.TargetPort)));
        Assert.Equal("{tool.bindings.http.targetPort}", tool.Env.Single().Value.Text);
    }

    [Fact]
    public async Task A_Dockerfile_becomes_a_container_that_is_built()
    {
        using var folder = new AppHostFolder();
        var resources = await PublishAsync(folder, builder => builder.AddDockerfile("site", "../site", stage: "final").WithBuildArg("VERSION", "1"));
        var site = (ManifestContainer)Assert.Single(resources);
        Assert.Equal("container.v1", site.Type);
        Assert.Equal(("site", "site/Dockerfile", "final"), (site.Build!.Context, site.Build.Dockerfile, site.Build.Stage!));
    }

    [Fact]
    public async Task A_manifest_read_from_a_file_and_written_again_stays_the_same()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var json = await folder.PublishAsync(ReferenceApplication.Describe);
        Assert.Equal(json, ManifestWriter.Write(ManifestReader.Read(Encoding.UTF8.GetBytes(json), "m.json", folder.Root).Manifest!));
    }

    static async Task<IReadOnlyList<ManifestResource>> PublishAsync(AppHostFolder folder, Action<IDistributedApplicationBuilder> describe)
    {
        var json = await folder.PublishAsync(describe);
        var result = ManifestReader.Read(Encoding.UTF8.GetBytes(json), "m.json", folder.Root);
        Assert.Empty(result.Errors);
        Assert.Empty(AspireSchema.Faults(json));
        return result.Manifest!.Resources;
    }
}
