using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Run;

/// <summary>Variables that make processes start quickly and stay small.</summary>
public sealed class ProcessSettingTests
{
    private const string Kerberos = "PGGSSENCMODE";
    private readonly IDistributedApplicationBuilder _builder = TestHost.Create();

    [Fact]
    public async Task A_project_does_not_ask_the_database_of_this_machine_for_Kerberos() =>
        Assert.Equal("disable", await VariableAsync(Kerberos));

    [Fact]
    public async Task A_project_that_may_have_a_database_elsewhere_asks_it_as_ever()
    {
        _builder.AddConnectionString("elsewhere");
        Assert.Null(await VariableAsync(Kerberos));
    }

    [Fact]
    public async Task What_the_AppHost_gives_a_project_wins() =>
        Assert.Equal("require", await VariableAsync(Kerberos, project => project.WithEnvironment(Kerberos, "require")));

    private async Task<string?> VariableAsync(string name, Action<IResourceBuilder<ProjectResource>>? given = null)
    {
        var project = _builder.AddResource(new ProjectResource("web"));
        given?.Invoke(project);
        ProcessSettings.Apply(_builder, project.Resource);
        var cancellation = TestContext.Current.CancellationToken;
        var context = new EnvironmentCallbackContext(_builder.ExecutionContext, project.Resource, [], cancellation);
        foreach (var callback in project.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(context);
        return context.EnvironmentVariables.GetValueOrDefault(name) as string;
    }
}
