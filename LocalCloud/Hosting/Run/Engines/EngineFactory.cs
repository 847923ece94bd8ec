using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Gives each resource that runs its engine.</summary>
static class EngineFactory
{
    public static Engine? For(RunNode node, RunContext context) => node.Resource switch
    {
        ManifestProject project => new ProjectEngine(node, project, context),
        ManifestExecutable executable => new ExecutableEngine(node, executable, context),
        ManifestContainer container => EngineKinds.Of(container.Image) switch
        {
            EngineKind.Postgres => new PostgresEngine(node, container, context),
            EngineKind.Redis => new RedisEngine(node, container, context),
            EngineKind.Aws => new AwsEngine(node, context),
            _ => new ContainerEngine(node, container, context),
        },
        ManifestDockerfile dockerfile => new ContainerEngine(node, new(dockerfile.Name), context),
        _ => null,
    };
}
