using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("Type: String", null, "Parameters: [P] must have values")]
    [InlineData("Type: String\n    Default: x", null, null)]
    [InlineData("Type: String\n    AllowedValues: [a, b]", "a", null)]
    [InlineData("Type: String\n    AllowedValues: [a, b]", "c", "Parameter 'P' must be one of AllowedValues")]
    [InlineData("Type: String\n    AllowedPattern: '[a-z]+'", "abc", null)]
    [InlineData("Type: String\n    AllowedPattern: '[a-z]+'", "abc1", "Parameter 'P' must match pattern [a-z]+")]
    [InlineData(
        "Type: String\n    AllowedPattern: '[a-z]+'\n    ConstraintDescription: small letters",
        "A",
        "Parameter P failed to satisfy constraint: small letters"
    )]
    [InlineData(
        "Type: String\n    AllowedPattern: '(a+)+b'",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "Parameter 'P' must match pattern (a+)+b"
    )]
    [InlineData("Type: String\n    MinLength: 3", "ab", "Parameter 'P' must contain at least 3 characters")]
    [InlineData("Type: String\n    MinLength: 99999999999", "ab", "Parameter 'P' must contain at least 99999999999 characters")]
    [InlineData("Type: String\n    MaxLength: 3", "abcd", "Parameter 'P' must contain at most 3 characters")]
    [InlineData("Type: Number\n    MinValue: 1\n    MaxValue: 5", "3", null)]
    [InlineData("Type: Number", "three", "Parameter 'P' must be a number")]
    [InlineData("Type: Number\n    MinValue: 1", "0", "Parameter 'P' must be a number not less than 1")]
    [InlineData("Type: Number\n    MaxValue: 5", "6", "Parameter 'P' must be a number not greater than 5")]
    [InlineData("Type: List<Number>", "1,2,x", "Parameter 'P' must be a number")]
    [InlineData("Type: CommaDelimitedList\n    AllowedValues: [a, b]", "a,b", null)]
    [InlineData("Type: CommaDelimitedList\n    AllowedValues: [a, b]", "a,c", "Parameter 'P' must be one of AllowedValues")]
    [InlineData("Type: AWS::EC2::VPC::Id", "vpc-1", null)]
    public void A_value_is_checked_against_its_declaration(string declaration, string? value, string? message)
    {
        Assert.True(
            TemplateReader.Read($"Parameters:\n  P:\n    {declaration}\nResources:\n  A:\n    Type: X").Ok(out var template, out var error),
            error?.Message
        );
        var given = value is null ? [] : new Dictionary<string, string> { ["P"] = value };
        Assert.Equal(message, ParameterValues.Resolve(template.Parameters, given).Error?.Message);
    }

    [Fact]
    public void A_value_for_a_parameter_that_is_not_declared_is_refused()
    {
        var result = ParameterValues.Resolve(
            new Dictionary<string, ParameterDeclaration>(),
            new Dictionary<string, string> { ["Nobody"] = "x" }
        );
        Assert.Equal("Parameters: [Nobody] do not exist in the template", result.Error?.Message);
    }
}
