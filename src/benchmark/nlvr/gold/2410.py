def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    matching_towers = 0
    for tower in image_patch.find('tower'):
        colors = {block.simple_query('What color is this?') for block in tower.find('block')}
        if colors == {'blue', 'black'}:
            matching_towers += 1
    return bool_to_yesno(matching_towers == 1)
