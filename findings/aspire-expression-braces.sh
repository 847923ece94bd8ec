#!/usr/bin/env bash
# Aspire.Hosting 13.6.5, ReferenceExpressionBuilder: the same literal text with braces is a value when it comes by an interpolated string and an
# error when it comes by AppendLiteral. Create($"...") escapes the braces of what it is given; AppendLiteral does not, and its text is part of a
# composite format later. The error comes when the value is asked for, not where the text was added. Generated passwords can hold braces.
# Seen: "interpolated: Password=a{b}c", "AppendLiteral: FormatException", "AppendLiteral, braces doubled: Password=a{b}c"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting" Version="13.6.5" />
    <PackageReference Include="Nerdbank.MessagePack" Version="1.3.88" />
    <PackageReference Include="Polly.Core" Version="8.9.1" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using Aspire.Hosting.ApplicationModel;

var password = "a{b}c";
await Show("interpolated", ReferenceExpression.Create($"Password={password}"));
await Show("AppendLiteral", Literal($"Password={password}"));
await Show("AppendLiteral, braces doubled", Literal("Password=a{{b}}c"));

static ReferenceExpression Literal(string text)
{
    var builder = new ReferenceExpressionBuilder();
    builder.AppendLiteral(text);
    return builder.Build();
}

static async Task Show(string how, ReferenceExpression expression)
{
    try
    {
        Console.WriteLine($"{how}: {await expression.GetValueAsync(default)}");
    }
    catch (Exception e)
    {
        Console.WriteLine($"{how}: {e.GetType().Name}");
    }
}
P
seen=$(dotnet run)
echo "$seen"
[ "$seen" = "interpolated: Password=a{b}c
AppendLiteral: FormatException
AppendLiteral, braces doubled: Password=a{b}c" ] || { echo "changed"; exit 1; }
