namespace LocalCloud.Hosting.Tests.AppModel;

public class ModelTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a_b")]
    [InlineData("a--b")]
    [InlineData("a-")]
    public void A_name_that_Aspire_refuses_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => DistributedApplication.CreateBuilder().AddContainer(name, "nginx"));

    [Fact]
    public void Two_resources_cannot_have_one_name_whatever_its_case()
    {
        var builder = DistributedApplication.CreateBuilder();
        builder.AddRedis("cache");
        Assert.Contains("'cache'", Assert.Throws<DistributedApplicationException>(() => builder.AddContainer("Cache", "nginx")).Message);
    }

    [Fact]
    public void An_endpoint_cannot_be_declared_twice()
    {
        var web = DistributedApplication.CreateBuilder().AddContainer("web", "nginx").WithHttpEndpoint();
        Assert.Throws<DistributedApplicationException>(() => web.WithHttpEndpoint());
        Assert.True(web.WithEndpoint("http", e => e.IsExternal = true).GetEndpoint("http").EndpointAnnotation.IsExternal);
    }

    [Fact]
    public void A_resource_cannot_wait_for_itself()
    {
        var web = DistributedApplication.CreateBuilder().AddContainer("web", "nginx");
        Assert.Throws<DistributedApplicationException>(() => web.WaitFor(web));
    }

    [Fact]
    public void A_project_that_is_not_there_is_named()
    {
        using var folder = new AppHostFolder();
        Assert.Contains("Gone.csproj", Assert.Throws<DistributedApplicationException>(() => folder.Builder().AddProject("gone", "../Gone/Gone.csproj")).Message);
    }

    [Fact]
    public void A_launch_profile_that_is_not_there_is_named_with_those_that_are()
    {
        using var folder = new AppHostFolder("Api");
        var error = Assert.Throws<DistributedApplicationException>(() => folder.Builder().AddProject("api", "../Api", launchProfileName: "fast"));
        Assert.Contains("'fast'", error.Message);
        Assert.Contains("http, other", error.Message);
    }

    [Fact]
    public async Task A_conditional_expression_chooses_by_the_value_of_its_condition()
    {
        var redis = DistributedApplication.CreateBuilder().AddRedis("redis");
        var tls = redis.Resource.PrimaryEndpoint.GetTlsValue(ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Empty);
        Assert.Equal("{cond-redis-bindings-tcp-tlsenabled-d148d83a.connectionString}", tls.ValueExpression);
        Assert.Null(await tls.GetValueAsync());
        redis.WithEndpoint("tcp", e => e.TlsEnabled = true);
        Assert.Equal(",ssl=true", await tls.GetValueAsync());
    }

    [Fact]
    public async Task A_value_in_uri_format_is_percent_encoded()
    {
        var parameter = DistributedApplication.CreateBuilder().AddParameter("p", "a b/c");
        Assert.Equal("x=a%20b%2Fc", await ReferenceExpression.Create($"x={parameter:uri}").GetValueAsync());
    }
}
