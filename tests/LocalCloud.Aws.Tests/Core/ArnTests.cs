namespace LocalCloud.Aws.Tests.Core;

public sealed class ArnTests
{
    [Theory]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:jobs", "sqs", "eu-west-1", "123456789012", "", "jobs")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:api:live", "lambda", "eu-west-1", "123456789012", "function", "api:live")]
    [InlineData("arn:aws-cn:events:cn-north-1:123456789012:rule/shop/all", "events", "cn-north-1", "123456789012", "rule", "shop/all")]
    [InlineData("arn:aws:s3:::bucket", "s3", "", "", "", "bucket")]
    [InlineData("arn:aws:iam::123456789012:role/app", "iam", "", "123456789012", "role", "app")]
    public void An_ARN_is_read_into_its_parts_and_written_as_it_was(
        string text,
        string service,
        string region,
        string account,
        string type,
        string id
    )
    {
        Assert.True(Arn.TryParse(text, out var arn));
        Assert.Equal((service, region, account, type, id), (arn.Service, arn.Region, arn.Account, arn.Type, arn.Id));
        Assert.Equal(text, arn.ToString());
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:")]
    [InlineData("arn:other:sqs:eu-west-1:123456789012:jobs")]
    public void What_lacks_a_part_is_none(string text) => Assert.False(Arn.TryParse(text, out _));
}
