namespace LocalCloud.Publish.Plan;

/// <summary>Containers: those of known images become managed services, others run on ECS Fargate.</summary>
static class Containers
{
    public static void Plan(PublishPlan plan, ManifestContainer container)
    {
        if (container.Build is { } build)
        {
            if (build.BuildOnly)
            {
                plan.Mapped.Add(new(container.Name, container.Type, "nothing: it is only built for others"));
                return;
            }
            plan.Services.Add(new(container, "a Dockerfile", $"docker build {build.Context} --file {build.Dockerfile}{(build.Stage is null ? "" : $" --target {build.Stage}")}"));
            Fargate(plan, container);
            return;
        }

        var image = KnownImage.Of(container.Image ?? "");
        switch (image.Kind)
        {
            case ImageKind.Postgres:
                Postgres(plan, container, image);
                break;
            case ImageKind.Redis:
                var password = ParameterOf(container, "REDIS_PASSWORD") ?? ParameterOf(container, "VALKEY_PASSWORD");
                plan.Caches.Add(new(container.Name, Names.Id(container.Name), password));
                plan.Mapped.Add(new(container.Name, container.Type, "ElastiCache Serverless (Valkey) with TLS, reached by security group: its password has no use there"));
                break;
            case ImageKind.AwsEmulator:
                plan.Mapped.Add(new(container.Name, container.Type, "nothing: on AWS the SDKs find the real services"));
                break;
            case ImageKind.Refused:
                plan.Refuse(container, image.Reason!, image.WayOut!);
                break;
            case ImageKind.Other when container.Volumes.Length > 0:
                plan.Refuse(container, $"the image {container.Image} keeps data in a volume, and a Fargate task loses it when it ends",
                    "Use the managed service for it, by a CloudFormation template or a connection string; or leave it out with ExcludeFromManifest()");
                break;
            case ImageKind.Other when container.BindMounts.Length > 0:
                plan.Refuse(container, $"it mounts {container.BindMounts[0].Source} of this machine, which AWS does not have",
                    "Copy the files into an image of your own (WithDockerfile), or leave it out with ExcludeFromManifest()");
                break;
            default:
                plan.Services.Add(new(container, "a container", $"a copy of {container.Image} in ECR, where the private subnets reach it"));
                Fargate(plan, container);
                break;
        }
    }

    /// <summary>What a container cannot have on Fargate here.</summary>
    public static void Fargate(PublishPlan plan, ManifestProcess process)
    {
        if (process.Bindings.FirstOrDefault(b => b.Protocol == "udp") is { } udp)
            plan.Refuse(process, $"its binding '{udp.Name}' is UDP, which is not mapped", "Offer it over TCP or HTTP");
        else if (process.Bindings.FirstOrDefault(b => b.External && b.Scheme is not ("http" or "https")) is { } tcp)
            plan.Refuse(process, $"its binding '{tcp.Name}' ({tcp.Scheme}) is to be reached from outside, and only HTTP is", "Remove isExternal from the endpoint, or put a Network Load Balancer before it by a CloudFormation template");
        plan.Mapped.Add(new(process.Name, process.Type, $"ECS Fargate service; its image is the parameter {Names.Id(process.Name)}Image"));
    }

    static void Postgres(PublishPlan plan, ManifestContainer container, KnownImage image)
    {
        if (ParameterOf(container, "POSTGRES_PASSWORD") is not { } password)
        {
            plan.Refuse(container, "its POSTGRES_PASSWORD is no parameter, so that it would stand in the template in clear", "Give it a secret parameter: AddPostgres(name, password: builder.AddParameter(\"password\", secret: true))");
            return;
        }
        var user = container.Env.FirstOrDefault(v => v.Name == "POSTGRES_USER")?.Value;
        if (user?.References.Any() == true)
        {
            plan.Refuse(container, "its POSTGRES_USER is a parameter, and RDS wants the name when the server is made", "Give the user's name as a text");
            return;
        }
        var databases = DatabasesOf(plan.Manifest, container).ToList();
        var major = (image.Tag ?? "").Split('.', '-')[0] is { Length: > 0 } digits && digits.All(char.IsAsciiDigit) ? digits : "17";
        plan.Databases.Add(new(container.Name, Names.Id(container.Name), major, user?.Text is { Length: > 0 } name ? name : "postgres", password, databases.FirstOrDefault() ?? "postgres"));
        plan.Mapped.Add(new(container.Name, container.Type, (plan.Options.Aurora ? $"Aurora PostgreSQL {major} Serverless v2" : $"RDS for PostgreSQL {major}") + " behind RDS Proxy"));
        foreach (var other in databases.Skip(1))
            plan.Warnings.Add($"{container.Name}: RDS makes the database '{databases[0]}' only; '{other}' has to be made once: CREATE DATABASE \"{other}\".");
    }

    // value.v0 resources of the form {postgres.connectionString};Database=NAME, in the manifest's order
    static IEnumerable<string> DatabasesOf(AppManifest manifest, ManifestContainer server) => manifest.Resources.OfType<ManifestValue>()
        .Where(v => v.ConnectionString?.References.Any(r => r.Resource == server.Name) == true)
        .Select(v => v.ConnectionString!.Text.Split(';').Select(p => p.Split('=', 2)).FirstOrDefault(p => p.Length == 2 && p[0].Trim().Equals("Database", StringComparison.OrdinalIgnoreCase))?[1])
        .OfType<string>().Distinct();

    static string? ParameterOf(ManifestContainer container, string variable) =>
        container.Env.FirstOrDefault(v => v.Name == variable)?.Value.Parts is [ManifestReference { Path: "value" } reference] ? reference.Resource : null;
}
