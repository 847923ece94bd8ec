namespace LocalCloud.Manifest.Tests;

public class SchemaTests
{
    [Fact]
    public void The_reference_manifest_fits_the_schema() => Assert.Empty(AspireSchema.Faults(File.ReadAllText(Reference.Path)));

    [Fact]
    public void A_wrong_manifest_does_not() =>
        Assert.NotEmpty(
            AspireSchema.Faults("""{"resources":{"a":{"type":"project.v0","path":"p","bindings":{"http":{"scheme":"http"}}}}}""")
        );
}
