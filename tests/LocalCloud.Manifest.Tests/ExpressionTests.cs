namespace LocalCloud.Manifest.Tests;

public class ExpressionTests
{
    [Fact]
    public void References_stand_between_literals()
    {
        var expression = ManifestExpression.Parse("Host={postgres.bindings.tcp.host};Url={infra.output.BucketUrl}");
        Assert.Equal(
            [
                new ManifestLiteral("Host="),
                new ManifestReference("postgres", "bindings.tcp.host"),
                new ManifestLiteral(";Url="),
                new ManifestReference("infra", "output.BucketUrl"),
            ],
            expression.Parts
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("""{"json":{"a":1.5}}""")]
    [InlineData("{{name.first}}")]
    [InlineData("{unclosed.reference")]
    [InlineData("{0} {noPath} {.x} {x.} {1a.b} { a.b }")]
    public void Braces_that_begin_no_reference_stand_for_themselves(string text)
    {
        var expression = ManifestExpression.Parse(text);
        Assert.Empty(expression.References);
        Assert.Equal(text, string.Concat(expression.Parts));
    }

    [Fact]
    public void A_literal_has_no_references_and_parts_make_up_the_text()
    {
        Assert.Empty(ManifestExpression.Literal("{a.value}").References);
        Assert.Equal("x{a.value}", ManifestExpression.Of(new ManifestLiteral("x"), new ManifestReference("a", "value")).Text);
    }

    [Fact]
    public void A_reference_knows_bindings_and_outputs()
    {
        Assert.True(new ManifestReference("a", "bindings.http.targetPort").IsBinding(out var binding, out var property));
        Assert.Equal(("http", "targetPort"), (binding, property));
        Assert.Equal("QueueUrl", new ManifestReference("infra", "output.QueueUrl").Output);
        Assert.False(new ManifestReference("a", "value").IsBinding(out _, out _));
    }

    [Fact]
    public void Edges_follow_from_references_and_from_the_stacks_list()
    {
        var edges = ManifestEdges.Of(Reference.Manifest.Resources);
        Assert.Superset(
            new HashSet<string> { "infra", "serverless", "postgres", "redis", "stripe-webhook-secret" },
            edges["api"].ToHashSet()
        );
        Assert.DoesNotContain("api", edges["api"]);
        Assert.Equal(["postgres-password"], edges["postgres"]);
        Assert.Equal(["postgres"], edges["serverless"]);
        Assert.DoesNotContain("redis", edges["report-worker"]);
    }
}
