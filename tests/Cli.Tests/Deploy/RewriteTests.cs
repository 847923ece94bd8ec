using LocalCloud.Deploy.Dist;

namespace Cli.Tests.Deploy;

public sealed class RewriteTests
{
    [Theory]
    [InlineData("Code: ./a.zip # the package", "Code: {\"S3Bucket\": \"b\", \"S3Key\": \"k\"} # the package")]
    [InlineData("Code: \"a.zip\"", "Code: {\"S3Bucket\": \"b\", \"S3Key\": \"k\"}")]
    [InlineData("Code: { ZipFile: x }", "Code: { ZipFile: x }")]
    [InlineData("Code: !Ref Somewhere", "Code: !Ref Somewhere")]
    public void Only_the_path_is_replaced(string before, string after) => Assert.Equal(Template(after), Rewrite(Template(before)));

    [Fact]
    public void A_JSON_template_stays_JSON()
    {
        var rewritten = Rewrite(
            """{ "Resources": { "F": { "Type": "AWS::Lambda::Function", "Properties": { "Code": "a.zip", "Handler": "h" } } } }"""
        );
        Assert.Equal(
            """{ "Resources": { "F": { "Type": "AWS::Lambda::Function", "Properties": { "Code": {"S3Bucket": "b", "S3Key": "k"}, "Handler": "h" } } } }""",
            rewritten
        );
    }

    [Fact]
    public void What_is_in_a_bucket_already_stays() =>
        Assert.Empty(
            LocalPaths.Of(
                TemplateDocument
                    .Parse(
                        """
                        Resources:
                          F: { Type: "AWS::Serverless::Function", Properties: { CodeUri: s3://b/k } }
                          S: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: https://b.s3.amazonaws.com/t } }
                        """,
                        "t"
                    )
                    .Template!
            )
        );

    private static string Template(string code) =>
        $"""
            # Größe
            Resources:
              F:
                Type: AWS::Lambda::Function
                Properties:
                  {code}
                  Handler: h   # after
            """;

    private static string Rewrite(string text)
    {
        var template = TemplateDocument.Parse(text, "t").Template!;
        return LocalPaths.Rewrite(template, LocalPaths.Of(template).Select(p => (p, new BucketPlace("b", "k", "u"))));
    }
}
