namespace LocalCloud.Publish.Plan;

/// <summary>Containers: those of known images become managed services, others run on ECS Fargate.</summary>
internal static class Containers
{
    public static void Plan(PlanDraft plan, ManifestContainer container)
    {
        if (container.Build is { } build)
        {
            if (build.BuildOnly)
            {
                plan.Mapped.Add(new(container.Name, container.Type, "nothing: it is only built for others"));
                return;
            }
            if (Fargate(plan, container))
                plan.Services.Add(
                    new(
                        container,
                        "a Dockerfile",
                        $"docker build {build.Context} --file {build.Dockerfile}{(build.Stage is null ? "" : $" --target {build.Stage}")}"
                    )
                );
            return;
        }

        var image = KnownImage.Of(container.Image ?? "");
        switch (image.Kind)
        {
            case ImageKind.Postgres:
                Postgres.Plan(plan, container, image);
                break;
            case ImageKind.Redis:
                var password = ParameterOf(container, "REDIS_PASSWORD") ?? ParameterOf(container, "VALKEY_PASSWORD");
                plan.Caches.Add(new(container.Name, Names.Id(container.Name), password));
                plan.Mapped.Add(
                    new(
                        container.Name,
                        container.Type,
                        "ElastiCache Serverless (Valkey) with TLS, reached by security group: its password has no use there"
                    )
                );
                LeftOut(plan, container, "ElastiCache");
                break;
            case ImageKind.AwsEmulator:
                plan.Mapped.Add(new(container.Name, container.Type, "nothing: on AWS the SDKs find the real services"));
                break;
            case ImageKind.Refused:
                plan.Refuse(container, image.Reason!, image.WayOut!);
                break;
            default:
                if (Fargate(plan, container))
                    plan.Services.Add(
                        new(container, "a container", $"a copy of {container.Image} in ECR, where the private subnets reach it")
                    );
                break;
        }
    }

    /// <returns>False: it has what a service on Fargate cannot have here, and is refused.</returns>
    public static bool Fargate(PlanDraft plan, ManifestProcess process)
    {
        var container = process as ManifestContainer;
        if (container?.Volumes is [var volume, ..])
            plan.Refuse(
                process,
                $"it keeps data in a volume ({volume.Target}), and a Fargate task loses it when it ends",
                "Use the managed service for it, by a CloudFormation template or a connection string; or leave it out with "
                    + "ExcludeFromManifest()"
            );
        else if (container?.BindMounts is [var mount, ..])
            plan.Refuse(
                process,
                $"it mounts {mount.Source} of this machine, which AWS does not have",
                "Copy the files into an image of your own (WithDockerfile), or leave it out with ExcludeFromManifest()"
            );
        else if (process.Bindings.FirstOrDefault(b => b.Protocol == "udp") is { } udp)
            plan.Refuse(process, $"its binding '{udp.Name}' is UDP, which is not mapped", "Offer it over TCP or HTTP");
        else if (process.Bindings.FirstOrDefault(b => b.External && b.Scheme is not ("http" or "https")) is { } tcp)
            plan.Refuse(
                process,
                $"its binding '{tcp.Name}' ({tcp.Scheme}) is to be reached from outside, and only HTTP is",
                "Remove isExternal from the endpoint, or put a Network Load Balancer before it by a CloudFormation template"
            );
        else
        {
            plan.Mapped.Add(
                new(process.Name, process.Type, $"ECS Fargate service; its image is the parameter {Names.Id(process.Name)}Image")
            );
            var outside = process
                .Bindings.Where(b => b.External && b.Scheme == "http")
                .DefaultIfEmpty(process.Bindings.FirstOrDefault(b => b.External))
                .OfType<ManifestBinding>()
                .ToList();
            foreach (var other in outside.Skip(1))
                plan.Warnings.Add($"{process.Name}: its binding '{other.Name}' is not reached from outside; '{outside[0].Name}' is.");
            return true;
        }
        return false;
    }

    /// <summary>Says what of a container the managed service in its place does not have.</summary>
    public static void LeftOut(PlanDraft plan, ManifestContainer container, string service)
    {
        foreach (var mount in container.BindMounts)
            plan.Warnings.Add(
                $"{container.Name}: what it mounts at {mount.Target} ({mount.Source}) is left out, {service} runs no files of yours."
            );
    }

    /// <summary>The parameter that a variable is, or null.</summary>
    public static string? ParameterOf(ManifestContainer container, string variable) =>
        container.Env.FirstOrDefault(v => v.Name == variable)?.Value.Parts is [ManifestReference { Path: "value" } reference]
            ? reference.Resource
            : null;
}
