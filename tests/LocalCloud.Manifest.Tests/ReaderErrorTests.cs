using System.Text;

namespace LocalCloud.Manifest.Tests;

public class ReaderErrorTests
{
    [Theory]
    [InlineData("not json", "m.json: is not JSON")]
    [InlineData("[]", "m.json: property 'resources': is missing")]
    [InlineData("""{"resources":{"a":{}}}""", "m.json: resource 'a', property 'type': is missing")]
    [InlineData("""{"resources":{"a":1}}""", "m.json: resource 'a': must be an object")]
    [InlineData("""{"resources":{"a":{"type":"project.v0"}}}""", "resource 'a', property 'path': is missing")]
    [InlineData("""{"resources":{"a":{"type":"container.v0"}}}""", "resource 'a', property 'image': is missing")]
    [InlineData("""{"resources":{"a":{"type":"container.v0","image":7}}}""", "resource 'a', property 'image': must be a string")]
    [InlineData(
        """{"resources":{"a":{"type":"project.v0","path":"p","env":{"X":1}}}}""",
        "resource 'a', property 'env.X': must be a string"
    )]
    [InlineData(
        """{"resources":{"a":{"type":"project.v0","path":"p","args":["a",2]}}}""",
        "resource 'a', property 'args[1]': must be a string"
    )]
    [InlineData(
        """{"resources":{"a":{"type":"project.v0","path":"p","bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http3"}}}}}""",
        "property 'bindings.http.transport': must be http, http2 or tcp, not 'http3'"
    )]
    [InlineData(
        """{"resources":{"a":{"type":"project.v0","path":"p","bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","targetPort":70000}}}}}""",
        "property 'bindings.http.targetPort': must be a port"
    )]
    [InlineData(
        """{"resources":{"a":{"type":"value.v0","connectionString":"{b.connectionString}"}}}""",
        "resource 'a', property 'connectionString': {b.connectionString} refers to a resource 'b'"
    )]
    [InlineData(
        """{"resources":{"a":{"type":"project.v0","path":"p","env":{"U":"{a.bindings.http.url}"}}}}""",
        "property 'env.U': {a.bindings.http.url} refers to a binding 'http'"
    )]
    [InlineData(
        """{"resources":{"a":{"type":"project.v0","path":"p","env":{"U":"{a.connectionString}"}}}}""",
        "refers to a connection string"
    )]
    [InlineData(
        """{"resources":{"a":{"type":"value.v0","connectionString":"{b.connectionString}"},"b":{"type":"value.v0","connectionString":"x{a.connectionString}"}}}""",
        "resource 'a': its value is made of itself: a → b → a"
    )]
    [InlineData(
        """{"resources":{"s":{"type":"aws.cloudformation.stack.v0","stack-name":"s","references":[{"target-resource":"gone"}]}}}""",
        "resource 's', property 'references': there is no resource 'gone'"
    )]
    public void A_bad_manifest_is_refused_with_file_resource_and_property(string json, string expected)
    {
        var result = ManifestReader.Read(Encoding.UTF8.GetBytes(json), "m.json", "/srv");
        Assert.Null(result.Manifest);
        Assert.Contains(expected, result.Errors[0].ToString());
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var json = """{"resources":{"a":{"type":"project.v0"},"b":{"type":"value.v0"},"A":{"type":"value.v0","connectionString":""}}}""";
        var result = ManifestReader.Read(Encoding.UTF8.GetBytes(json), "m.json", "/srv");
        Assert.Equal(["path", "connectionString", null], result.Errors.Select(e => e.Property));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_and_no_exception() =>
        Assert.Contains("/nowhere/manifest.json", ManifestReader.ReadFile("/nowhere/manifest.json").Errors[0].ToString());
}
